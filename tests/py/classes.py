class A:
    x = 1
    def __init__(self, y): self.y = y
    def m(self): return self.x + self.y
    @classmethod
    def c(cls, z): return cls.__name__, z
    @staticmethod
    def s(z): return z
    @property
    def p(self): return self.y * 2
    @p.setter
    def p(self, v): self.y = v
class B(A):
    def __init__(self, y):
        super().__init__(y)
        self.z = 3
    def m(self): return super().m() + 100
a, b = A(2), B(5)
print(a.m(), b.m(), A.c(1), b.c(2), A.s(3), b.s(4), a.p)
a.p = 50
print(a.y, a.__dict__, b.__dict__, B.__mro__ == (B, A, object), isinstance(b, A), issubclass(B, A), B.__bases__)
class C:
    __slots__ = ('a', 'b')
c = C()
c.a = 1
print(c.a)
for f in (lambda: c.b, lambda: setattr(c, 'q', 1), lambda: A(), lambda: A(1).nope, lambda: A.nope):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
class Meta(type):
    def __new__(m, n, b, d, **k):
        d['added'] = k
        return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): super().__init__(n, b, d)
class M(metaclass=Meta, flag=1): pass
print(M.added, type(M).__name__)
print(A.__name__, A.__qualname__, A.__module__, A.m.__qualname__)
