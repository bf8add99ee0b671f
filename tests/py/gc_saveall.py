import gc
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.get_debug())
l = [1]; l.append(l); del l
class C: pass
c = C(); c.c = c; del c
d = {}; d['d'] = d; del d
print(gc.collect(), [type(x).__name__ for x in gc.garbage])
gc.set_debug(0)
print(gc.garbage[0] is gc.garbage[0][1])
print(gc.collect())
gc.garbage.clear()
print(gc.collect())
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
class D:
    def __del__(self): print('del', hasattr(self, 'd'))
gc.set_debug(gc.DEBUG_SAVEALL)
x = D(); x.d = x; del x
print(gc.collect(), len(gc.garbage))
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())
