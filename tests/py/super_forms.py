class A:
    def m(self): return ['A']
    @classmethod
    def c(cls): return [cls.__name__ + ':A']
    x = 'ax'
class B(A):
    def m(self): return ['B'] + super().m()
    @classmethod
    def c(cls): return ['B'] + super().c()
    def deep(self): return (lambda: super(B, self).m())()
    def gen(self): return [super(B, self).x for _ in range(2)]
class C(A):
    def m(self): return ['C'] + super().m()
class D(B, C):
    def m(self): return ['D'] + super(D, self).m()
d = D()
print(d.m(), D.c(), d.deep(), d.gen(), super(B, d).m(), super(B, D).c(), super(D, d).x, super(D, d).__self__ is d, super(D, d).__thisclass__.__name__, super(D, d).__self_class__.__name__)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: super())
attempt(lambda: super(1))
attempt(lambda: super(B, 1))
attempt(lambda: super(B, A()))
attempt(lambda: super(B, d).nothing)
attempt(lambda: super(B).m)
def noargs(): super().x
attempt(noargs)
def witharg(self): super().x
attempt(lambda: witharg(1))
class E(A):
    def set(self): super().y = 5
attempt(lambda: E().set())
class F(A):
    def f(self):
        del self
        return super().m()
attempt(lambda: F().f())
class G(A):
    def g(self):
        def inner(): return __class__.__name__
        return inner()
print(G().g(), super(B, B).m(d), repr(super(B)).split(',')[0])
