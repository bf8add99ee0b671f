# kinds: gc_cycle gc_unreachable
import gc
def make():
    def again():
        return again
    return again
f = make()
del f
gc.collect()
