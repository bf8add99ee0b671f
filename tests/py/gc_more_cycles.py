import gc
gc.collect()
class S:
    __slots__ = ('me',)
s = S()
s.me = s
del s
print(gc.collect())
class P:
    @property
    def p(self): return 1
    def m(self): return 2
del P
print(gc.collect())
class B:
    def f(self): return super()
class D(B):
    def f(self): return super().f()
del B, D
print(gc.collect())
class C: pass
c = C()
c.d = c.__dict__
c.me = c
del c
print(gc.collect())
def g():
    try:
        raise ValueError
    except ValueError as e:
        ex = e
g()
print(gc.collect())
it = []
it.append(iter(it))
del it
print(gc.collect())
c = C()
c.f = lambda: c
del c
print(gc.collect())
