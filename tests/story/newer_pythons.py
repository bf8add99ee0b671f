# kinds: newer_immortal newer_int newer_local newer_str newer_threshold
import sys, gc
sys.getrefcount(None) > 100
sys.getrefcount(())
sys.getrefcount(1000)
sys.getrefcount(2000)
def f(x):
    return sys.getrefcount(x)
f([])
sys.getsizeof('text')
gc.get_threshold()
gc.set_threshold(100)
gc.get_threshold()
