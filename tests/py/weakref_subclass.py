import weakref
class C: pass
class Ref(weakref.ref):
    __slots__ = ('key',)
    def __new__(cls, o, cb=None, key=None): return super().__new__(cls, o, cb)
    def __init__(self, o, cb=None, key=None): super().__init__(o, cb); self.key = key
    def __call__(self): return 'called', super().__call__() is not None
c = C()
r = Ref(c, lambda x: print('callback', x.key), 'k')
print(r(), r.key, r is weakref.ref(c), weakref.getweakrefcount(c), isinstance(r, weakref.ref))
s = Ref(c, None, 'other')
print(s is r, s == r, weakref.getweakrefcount(c), [type(x).__name__ for x in weakref.getweakrefs(c)])
del c
print(r())
class Plain(weakref.ref): pass
d = C(); p = Plain(d); p.attr = 5
print(p.attr, p() is d, Plain(d) is p)
