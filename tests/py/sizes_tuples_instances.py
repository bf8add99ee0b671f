import sys
g = sys.getsizeof
print([g((0,) * n) for n in range(25)], g(tuple(range(100))), g((1, 2) + (3,)), g((1, 2, 3)[1:]), g(tuple([1])))
class C: pass
class D:
    def __init__(self): self.a = 1; self.b = 2
class S: __slots__ = ('a', 'b', 'c')
class W: __slots__ = ('a', '__weakref__')
class Dd: __slots__ = ('a', '__dict__')
class L(list): pass
class T(tuple): pass
class Di(dict): pass
class St(str): pass
class E(Exception): pass
class By(bytes): pass
class Se(set): pass
class Slotted(int): __slots__ = ()
class Ls(list): __slots__ = ('x',)
c, d = C(), D()
print(g(c), g(d), g(S()), g(W()), g(Dd()), g(L()), g(L([1])), g(T()), g(T((1, 2))), g(Di()), g(Di(a=1)), g(St()), g(St('abc')), g(E()), g(By(b'ab')), g(Se()), g(Slotted(5)), g(Ls()))
print(g(c.__dict__), g(d.__dict__), [g(D().__dict__) for _ in range(3)])
class Many:
    def __init__(self, n):
        for i in range(n): setattr(self, 'a%d' % i, i)
print([g(Many(n).__dict__) for n in (1, 5, 10, 29, 31, 40)], g(Many(3)))
class X: pass
x = X()
for i in range(8):
    setattr(x, 'k%d' % i, i)
print(g(x), g(x.__dict__)); x.__dict__[1] = 1; print(g(x.__dict__)); del x.__dict__; print(g(x.__dict__))
class Sz:
    def __sizeof__(self): return 1000
class Bad:
    def __sizeof__(self): return 'x'
class Neg:
    def __sizeof__(self): return -1
class SzSlots:
    __slots__ = ()
    def __sizeof__(self): return 5
print(g(Sz()), g(SzSlots()), Sz().__sizeof__(), (1).__sizeof__(), [].__sizeof__(), object.__sizeof__(c))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: g(Bad()))
attempt(lambda: g(Neg()))
attempt(lambda: g(Bad(), 5))
attempt(lambda: g())
attempt(lambda: g(1, 2, 3))
attempt(lambda: g(object=1, default=2))
