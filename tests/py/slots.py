class S:
    __slots__ = ('a', 'b')
s = S()
s.a = 1
print(s.a, hasattr(s, 'b'), hasattr(s, '__dict__'), S.a, type(S.a).__name__)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: s.b)
attempt(lambda: setattr(s, 'c', 1))
attempt(lambda: s.__dict__)
attempt(lambda: delattr(s, 'b'))
attempt(lambda: S.a.__get__(5))
attempt(lambda: type('T', (), {'__slots__': ('1x',)}))
attempt(lambda: type('T', (), {'__slots__': (1,)}))
attempt(lambda: type('T', (), {'__slots__': ('a',), 'a': 1}))
attempt(lambda: type('T', (), {'__slots__': ('__dict__', '__dict__')}))
attempt(lambda: type('T', (int,), {'__slots__': ('a',)}))
attempt(lambda: type('T', (tuple,), {'__slots__': ('a',)}))
class D(S): pass
d = D()
d.a = 1; d.z = 2
print(d.__dict__, D.__slots__)
class E(S):
    __slots__ = 'c'
e = E()
e.a = e.c = 9
attempt(lambda: setattr(e, 'q', 1))
class F:
    __slots__ = ['x', '__dict__', '__weakref__']
f = F()
f.x = 1; f.y = 2
print(f.__dict__, F.__slots__)
class P:
    __slots__ = '__private'
    def __init__(self): self.__private = 3
print(P()._P__private)
class X: __slots__ = ()
class Y1: __slots__ = ('a',)
class Y2: __slots__ = ('b',)
attempt(lambda: type('M', (Y1, Y2), {}))
attempt(lambda: setattr(d, '__class__', int))
attempt(lambda: setattr(s, '__class__', Y2))
class S2:
    __slots__ = ('a', 'b')
s.__class__ = S2
print(type(s).__name__, s.a)
