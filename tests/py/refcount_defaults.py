import sys
rc = sys.getrefcount
o = []
def f(x=o, *, k=o): return rc(x), rc(k)
print(rc(o), f(), rc(f.__defaults__), rc(f.__kwdefaults__), rc(f.__code__), rc(f))
print(f(o), f([]), f(k=1)[0])
g = lambda a=o: rc(a)
print(rc(o), g(), g(o))
f.__defaults__ = None
print(rc(o))
del g
print(rc(o))
del f
print(rc(o))
def h(x: o, y: o = o) -> o: pass
print(rc(o), rc(h.__annotations__))
print(rc(o))
del h
print(rc(o))
