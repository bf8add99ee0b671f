import gc, weakref
gc.collect()
class C:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, [r() for r in refs])
refs = []
def cb(name): return lambda r: print('callback', name, r() is None)
a, b = C('a'), C('b')
a.o, b.o = b, a
refs = [weakref.ref(a, cb('a1')), weakref.ref(b, cb('b1')), weakref.ref(a, cb('a2')), weakref.ref(b)]
del a, b
print(gc.collect(), [r() for r in refs])
refs = []
x = C('x'); x.self = x; x.ref = weakref.ref(x, cb('inside'))
del x
print(gc.collect())
y = C('y'); y.self = y
outside = weakref.ref(y, cb('outside'))
y.inside = weakref.ref(y, cb('inside'))
del y
print(gc.collect(), outside())
class R:
    def __del__(self):
        global back
        back = self
z = R(); z.z = z
w = weakref.ref(z, cb('z'))
del z
print(gc.collect(), w(), back is not None)
back.z = None
del back
class Plain: pass
p, q = Plain(), Plain()
p.q, q.p = q, p
pr = weakref.proxy(p, cb('proxy'))
del p, q
print(gc.collect())
try:
    pr.q
except ReferenceError as e:
    print(e)
