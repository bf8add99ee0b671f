import gc
gc.collect()
gc.set_debug(gc.DEBUG_COLLECTABLE)
l = []; l.append(l); del l
print(gc.collect())
class C: pass
c = C(); c.c = c; c.d = (c, 1); del c
print(gc.collect())
gc.set_debug(0)
print(gc.collect(), len(gc.garbage))
