# kinds: gc_knot gc_unreachable
import gc
a = [[], []]
a[0] += [a, a[1]]
a[1] += [a, a[0]]
del a
gc.collect()
