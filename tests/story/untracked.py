# kinds: untrack track
import gc
t = tuple([1, 2])
d = {'k': [1]}
d['k'] = 1
gc.collect()
