import gc
gc.collect()
class D:
    def __init__(self, n): self.n = n
    def __del__(self):
        l = []; l.append(l); del l
        print('del', self.n, gc.collect())
d = D(1)
del d
a, b = D(2), D(3)
a.b, b.a = b, a
del a, b
print(gc.collect())
print(gc.collect())
class E:
    def __del__(self):
        self.x = self
        raise RuntimeError('in del')
e = E()
del e
print(gc.collect())
print(gc.collect(0), gc.get_count()[1:])
