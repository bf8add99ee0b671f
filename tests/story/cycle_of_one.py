# kinds: gc_cycle gc_unreachable gc_clear gc_end collected
import gc
l = []
l.append(l)
del l
gc.collect()
