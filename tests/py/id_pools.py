import sys
def runs(make, n):
    objs = [make() for _ in range(n)]
    steps = [id(b) - id(a) for a, b in zip(objs, objs[1:])]
    return max(set(steps), key=steps.count), all(id(o) % 16 == 0 for o in objs)
class C: pass
class S: __slots__ = ('x',)
class S3: __slots__ = ('x', 'y', 'z')
print(runs(object, 5000), runs(lambda: int('1234567'), 5000), runs(S, 5000), runs(S3, 5000), runs(set, 2000), runs(lambda: ('a' * 20)[:15] + str(1), 4000), runs(lambda: float('2.5'), 5000), runs(ValueError, 3000), runs(lambda: 10**20 + 0, 5000), runs(lambda: 1j * 2, 4000))
objs = [object() for _ in range(5000)]
pages = {}
for o in objs: pages.setdefault(id(o) // 16384, []).append(id(o) % 16384)
full = [p for p in pages.values() if len(p) == 1021]
print(len(full) >= 3, all(min(p) == 48 and max(p) == 16368 for p in full))
big = bytes(1000); i = id(big); del big; big = bytes(1000); print(id(big) == i)
