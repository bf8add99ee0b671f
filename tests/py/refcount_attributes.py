import sys
rc = sys.getrefcount
o = []
class C:
    a = o
    def __init__(self): self.x = o
    def m(self): return rc(self)
print(rc(o), rc(C))
c = C()
print(rc(o), rc(C), rc(c), c.m(), rc(c.x), rc(c.a), rc(C.a))
d = c.__dict__
print(rc(o), rc(d), rc(c), rc(c.__dict__))
c.y = c.x
print(rc(o))
del d
c.__dict__.clear()
print(rc(o))
c.x = o
del c
print(rc(o), rc(C))
class S:
    __slots__ = ('p', 'q')
s = S()
s.p = s.q = o
print(rc(o), rc(s), rc(S), rc(S.p))
del s.p
print(rc(o))
del s
print(rc(o))
del C.a
print(rc(o))
class P:
    @property
    def v(self): return rc(self)
    @staticmethod
    def s(x): return rc(x)
    @classmethod
    def k(cls, x): return rc(x)
    def __getattr__(self, n): return rc(self)
    def __call__(self, x): return rc(self), rc(x)
p = P()
print(p.v, p.s(o), p.k(o), P.s(o), P.k(o), p.missing, p(o), getattr(p, 'v'), p.__call__(o))
