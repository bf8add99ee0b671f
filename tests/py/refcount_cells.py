import sys
rc = sys.getrefcount
def outer(x):
    print(rc(x))
    def inner():
        return rc(x)
    print(rc(x), inner(), rc(inner), rc(inner.__closure__), rc(inner.__closure__[0]))
    return inner
o = []
f = outer(o)
print(rc(o), f(), rc(f), rc(f.__closure__[0]))
g = [outer for _ in range(2)]
c = f.__closure__[0]
print(rc(c), rc(o), c.cell_contents is o)
del f
print(rc(c), rc(o))
c.cell_contents = None
print(rc(o))
def two(x):
    def a(): return x
    def b(): return x
    return a, b
a, b = two(o)
print(rc(o), rc(a.__closure__[0]), a.__closure__[0] is b.__closure__[0])
del a
print(rc(o), rc(b.__closure__[0]))
del b
print(rc(o))
