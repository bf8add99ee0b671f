T = type('T', (int,), {'x': 5, '__doc__': 'docs', 'm': lambda self: self + 1})
t = T(3)
print(T, T.x, t.m(), T.__doc__, T.__module__, T.__name__, T.__qualname__, T.__bases__, T.__dict__['x'], T.__base__, T.__mro__, type(T))
T.__name__ = 'Renamed'
print(T, T.__qualname__, repr(t))
T.__qualname__ = 'a.b'
print(T)
T.y = 6
print(t.y, T.y, 'y' in T.__dict__)
del T.y
print(hasattr(t, 'y'), type('E', (), {})().__class__.__name__, type.mro(T)[-1], T.__basicsize__ >= 24, T.__itemsize__, T.__flags__ & 512 != 0, int.__dictoffset__, type.__call__(int, '5'))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: type())
attempt(lambda: type(1, 2))
attempt(lambda: type('a\0b', (), {}))
attempt(lambda: setattr(T, '__name__', 1))
attempt(lambda: setattr(int, '__name__', 'x'))
attempt(lambda: setattr(T, '__bases__', ()))
attempt(lambda: setattr(T, '__bases__', (str,)))
attempt(lambda: setattr(T, '__bases__', 5))
attempt(lambda: setattr(T, '__class__', 5))
attempt(lambda: delattr(T, '__name__'))
attempt(lambda: delattr(T, 'zz'))
attempt(lambda: T.__abstractmethods__)
attempt(lambda: type(None)(1))
attempt(lambda: type(...)(1))
attempt(lambda: type(len)())
attempt(lambda: type(lambda: 0)())
attempt(lambda: type((i for i in ()))())
class A: pass
class B: pass
class C(A): pass
C.__bases__ = (B,)
print(C.__mro__[1].__name__, A.__subclasses__(), [c.__name__ for c in B.__subclasses__()])
c = A(); c.v = 1; c.__class__ = B
print(type(c).__name__, c.v)
print(C.__doc__, A.__dict__.keys() >= {'__module__', '__dict__', '__weakref__', '__doc__'}, A.__annotations__)
