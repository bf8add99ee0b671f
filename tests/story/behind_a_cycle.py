# kinds: gc_cycle gc_behind gc_hangs
import gc
a = []
a.append(a)
b = [a]
b.append(b)
b.append(['hangs on it'])
del a, b
gc.collect()
