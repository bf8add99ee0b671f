import weakref
class C: pass
c = C()
r = weakref.ref(c)
print(r() is c, weakref.getweakrefcount(c))
print(weakref.ref(c) is r)
del c
print(r())
c = C()
log = []
r1 = weakref.ref(c, lambda r: log.append(1))
r2 = weakref.ref(c, lambda r: log.append(2))
r3 = weakref.ref(c, lambda r: log.append(3))
print(weakref.getweakrefcount(c))
del c
print(log)
try:
    weakref.ref(1)
except TypeError as e:
    print(e)
for o in ((), {}, [], b'', 'x', 1.5):
    try:
        weakref.ref(o)
        print('no error', o)
    except TypeError as e:
        print(e)
s = {1}
print(weakref.ref(s)() is s)
