def reuse(make):
    a = make(); i = id(a); del a
    b = make()
    return id(b) == i
class C: pass
class S: __slots__ = ('x',)
def gen(): yield
print('list', reuse(lambda: []), 'dict', reuse(lambda: {}), 'float', reuse(lambda: float('1.5')), 'tuple', reuse(lambda: tuple([1, 2])))
print(len(set([id([]) for _ in range(5)])), id([]) == id([]), id({}) == id({}), [] is [], {} is {})
l = [[] for _ in range(5)]
old = [id(x) for x in l]
del l
new = [[] for _ in range(5)]
print([old.index(id(x)) for x in new])
l = [float(i) + 0.5 for i in range(5)]; old = [id(x) for x in l]; l.clear()
new = [float(i) + 0.25 for i in range(5)]
print([old.index(id(x)) if id(x) in old else None for x in new])
l = [{i: i} for i in range(5)]; old = [id(x) for x in l]; l.clear()
new = [{} for i in range(5)]
print([old.index(id(x)) for x in new])
l = [tuple([i, i]) for i in range(5)]; old = [id(x) for x in l]; l.clear()
new = [tuple([i, 0]) for i in range(5)]
print([old.index(id(x)) for x in new])
