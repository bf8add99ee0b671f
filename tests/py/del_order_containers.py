class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
def drop(make):
    x = make()
    print(type(x).__name__, end=': ')
    del x
    print()
drop(lambda: [D(i) for i in range(4)])
drop(lambda: tuple(D(i) for i in range(4)))
drop(lambda: {i: D(i) for i in range(4)})
drop(lambda: {D(i): D(-i) for i in range(1, 4)})
drop(lambda: [[D(1), D(2)], [D(3), D(4)]])
drop(lambda: (D(1), [D(2), (D(3),)], {'k': D(4)}))
drop(lambda: iter([D(1), D(2)]))
drop(lambda: slice(D(1), D(2), D(3)))
drop(lambda: ValueError(D(1), D(2)))
drop(lambda: (D(i) for i in range(3)))
drop(lambda: zip([D(1)], [D(2)]))
drop(lambda: [D(1)].__iter__)
l = [D(i) for i in range(6)]
l.clear(); print()
l = [D(i) for i in range(6)]
del l[1:4]; print()
l[:] = []; print()
l = [D(i) for i in range(6)]
l[1:3] = [D('n')]; print()
l.pop(); print(); l.pop(0); print(); l[0] = None; print(); l = None; print()
d = {i: D(i) for i in range(4)}
d.pop(2); print(); d[1] = 0; print(); d.popitem(); print(); d.clear(); print()
d = {i: D(i) for i in range(4)}
d.update({0: 'x', 3: 'y'}); print(); d = 5; print()
class O: pass
o = O(); o.b = D('b'); o.a = D('a'); o.c = D('c'); o.a = D('a2'); print(); del o; print()
class S: __slots__ = ('z', 'a', 'm')
s = S(); s.z = D('z'); s.m = D('m'); s.a = D('a'); del s; print()
class Own(D): pass
o = Own('outer'); o.inner = D('inner'); del o; print()
t = [D(0)] * 3; del t; print()
s = {D(1)}; s.clear(); print()
s = {D(1)}; s.pop(); print()
m = map(D, [1, 2, 3]); next(m); print(); list(m); print(); [D(5), D(6)]; print(); D(7); print(); (D(8), D(9))[0].n; print()
