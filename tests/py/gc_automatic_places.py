# the very allocation at which an automatic pass runs
import gc
def places(make, n):
    gc.collect()
    where = []
    i = -1
    def cb(phase, info):
        if phase == 'start':
            where.append((i, info['generation']))
    gc.callbacks.append(cb)
    keep = [None] * n
    for i in range(n):
        keep[i] = make()
    gc.callbacks.remove(cb)
    return where
class C: pass
class S: __slots__ = ('x',)
print(places(C, 3000))
print(places(S, 3000))
print(places(list, 3000))
print(places(set, 3000))
print(places(lambda: (lambda: 0), 3000))
print(places(lambda: [[]], 2000))
print(places(ValueError, 2000))
print(places(lambda: iter(()), 2000))
