# kinds: gc_promote gc_promote_more gc_end
import gc
gc.collect()
l = [[] for i in range(20)]
gc.collect(0)
gc.collect(1)
