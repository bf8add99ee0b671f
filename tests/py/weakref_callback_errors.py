import weakref, gc
class C: pass
def bad(r): raise ValueError('in callback')
c = C()
r = weakref.ref(c, bad)
s = weakref.ref(c, lambda r: print('other callback'))
del c
print('after')
d = C(); d.d = d
t = weakref.ref(d, bad)
del d
print(gc.collect())
e = C()
u = weakref.ref(e, 5)
del e
f = C()
def resurrecting(r):
    print(r() is None)
v = weakref.ref(f, resurrecting)
g = [f]
del f
print('held')
g.clear()
h = C()
w = weakref.ref(h, lambda r: print('never'))
del w, h
print('end')
i = C()
def kill_other(r):
    global y
    print('kill other')
    y = None
y = weakref.ref(i, lambda r: print('killed?'))
x = weakref.ref(i, kill_other)
del i
