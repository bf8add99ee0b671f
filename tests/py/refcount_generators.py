import sys
rc = sys.getrefcount
o = []
def g(x):
    print('start', rc(x))
    y = x
    yield rc(x)
    del y
    yield rc(x)
    z = [x]
    yield rc(x)
a = g(o)
print(rc(o), rc(a), rc(g))
print(next(a), rc(o), rc(a.gi_frame), rc(a))
print(next(a), rc(o))
print(next(a), rc(o))
a.close()
print(rc(o), rc(a), rc(g))
b = g(o); next(b); del b
print(rc(o))
c = (x for x in [o])
print(rc(o)); v = next(c); print(rc(o), rc(v)); del v, c; print(rc(o))
def d(x):
    r = yield x
    print('sent', rc(r))
    yield r
e = d(o)
print(next(e) is o, rc(o), e.send(o) is o, rc(o))
del e
print(rc(o))
def deleg(x): yield from g(x)
f = deleg(o)
print(next(f), rc(o), rc(f.gi_yieldfrom))
del f
print(rc(o))
def ex(x):
    try:
        yield
    except ValueError as err:
        yield rc(err), rc(x)
h = ex(o); next(h)
err = ValueError()
print(h.throw(err), rc(err), rc(o))
h.close()
print(rc(err), rc(o))
for item in g(o):
    print(item, rc(o))
print(rc(o))
def ret(x):
    return x
    yield
try:
    next(ret(o))
except StopIteration as s:
    print(rc(s), rc(s.value), rc(o))
print(rc(o))
