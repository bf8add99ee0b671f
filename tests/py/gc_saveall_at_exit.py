import gc
gc.set_debug(gc.DEBUG_SAVEALL)
class A:
    def __del__(self): print('del', self.n)
def cycle(n):
    a = A(); a.n = n; a.me = a
cycle(1); print(gc.collect() > 0, [o.n for o in gc.garbage if type(o) is A])
cycle(2)
keep = A(); keep.n = 3; keep.me = keep
