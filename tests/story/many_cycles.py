# kinds: gc_more gc_hangs
# golden: no
import gc
gc.disable()
l = [[] for i in range(400)]
for e in l: e.append(e)
del e
l = None
gc.collect()
