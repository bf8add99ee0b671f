class C:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): self._x = 'deleted'
    @property
    def ro(self): return 'ro'
    only_set = property(None, lambda self, v: print('set', v))
c = C()
c.x = 5; print(c.x)
del c.x; print(c.x, C.x.__doc__, type(C.x).__name__, C.x.fget.__name__, C.x.fset is not None, C.ro.fset, C.x.__get__(c), C.x.__get__(None, C) is C.x)
c.only_set = 3
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: setattr(c, 'ro', 1))
attempt(lambda: delattr(c, 'ro'))
attempt(lambda: c.only_set)
attempt(lambda: property().__get__(c))
attempt(lambda: property().__set__(c, 1))
attempt(lambda: property(1).__get__(c))
attempt(lambda: property(1, 2, 3, 4, 5))
attempt(lambda: setattr(C.x, 'fget', 1))
class D(C):
    @C.x.getter
    def x(self): return 'D.x'
print(D().x)
p = property(lambda s: 1, doc='given')
print(p.__doc__, property().__doc__, p.getter(len).fget is len)
class S(property): pass
class E:
    @S
    def v(self): "doc"; return 9
print(E().v, type(E.v).__name__)
