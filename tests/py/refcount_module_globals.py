import sys, gc, math
rc = sys.getrefcount
g = globals()
n = rc(g)
def f(): pass
print(rc(g) - n)
def h(): return lambda: 0
k = h()
print(rc(g) - n)
del f, h, k
print(rc(g) - n)
class C:
    def m(self): pass
print(rc(g) - n)
v = vars()
print(rc(g) - n, v is g)
del v
before = rc(math)
import math as m2
print(rc(math) - before, m2 is math, rc(math.pi) > 1)
def user():
    import math
    return rc(math) - before
print(user(), rc(math) - before)
ns = {}
exec('x = []\ndef f(): return x', ns)
print(rc(ns), rc(ns['x']), rc(ns['f']))
fn = ns['f']
del ns
print(len(fn.__globals__), rc(fn.__globals__), rc(fn))
x = eval('[]')
print(rc(x), rc(eval('x')), eval('rc(x)'))
exec('y = x')
print(rc(x))
del y
s = 'abc def' + str(1)
print(rc(s)); t = sys.intern(s); print(rc(s), t is s); u = sys.intern('abc ' + 'def1' * 1); print(rc(s), u is s)
