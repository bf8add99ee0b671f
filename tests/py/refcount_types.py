import sys
rc = sys.getrefcount
class A: pass
print(rc(A))
class B(A): pass
print(rc(A), rc(B))
a = A(); b = B()
print(rc(A), rc(B), rc(A.__mro__), rc(A.__dict__))
del b, B
import gc; gc.collect()
print(rc(A))
def m(self): pass
A.m = m
print(rc(m), rc(A.m), rc(a.m))
class S: __slots__ = ()
class S1: __slots__ = ('x',)
class W: __slots__ = ('__weakref__',)
class M(type): pass
class MM(metaclass=M): pass
class I(int): pass
class L(list): pass
class E(Exception): pass
print(rc(S), rc(S1), rc(W), rc(M), rc(MM), rc(I), rc(L), rc(E))
i = I(5); l = L(); e = E()
print(rc(I), rc(L), rc(E), rc(i), rc(l), rc(e))
def f(): 
    class Local: pass
    return Local
c = f(); print(rc(c), rc(f))
class Super(A):
    def m(self): return super().m
print(rc(Super), rc(Super().m), rc(A))
T = type('T', (), {}); print(rc(T))
class Holder:
    T = T
print(rc(T))
p = property(m); print(rc(m)); sm = staticmethod(m); print(rc(m)); cm = classmethod(m); print(rc(m)); del p, sm, cm; print(rc(m))
print(rc(m.__code__), rc(m.__globals__) > 3, rc(m.__name__) > 1, rc(m.__module__) > 1)
