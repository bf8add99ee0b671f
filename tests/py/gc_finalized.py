import gc
class D:
    def __del__(self):
        global back
        back = self
        print('del', gc.is_finalized(self))
d = D()
print(gc.is_finalized(d), gc.is_finalized(1), gc.is_finalized([]))
del d
print(gc.is_finalized(back))
del back
print('back' in globals())
x = D(); x.x = x
del x
print(gc.collect(), gc.is_finalized(back), gc.is_tracked(back))
del back
print(gc.collect())
class R:
    saved = []
    def __del__(self):
        R.saved.append(self)
a, b = R(), R()
a.o, b.o = b, a
del a, b
print(gc.collect(), len(R.saved), R.saved[0].o is R.saved[1])
R.saved.clear()
print(gc.collect(), len(R.saved))
class P:
    def __init__(self, n): self.n = n
    def __del__(self):
        print('P', self.n)
        if self.n == 1: R.saved.append(self)
p, q, r = P(1), P(2), [1]
p.q, q.p, p.r = q, p, r
r.append(r)
del p, q, r
print(gc.collect(), R.saved[0].q.p is R.saved[0])
R.saved.clear()
print(gc.collect())
