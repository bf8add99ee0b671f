o = object()
print(object.__eq__(1, 1), object.__eq__(o, o), object.__ne__(o, 1), object.__hash__(o) == hash(o), object.__repr__(5).split(' at ')[0], object.__str__(5), object.__format__(5, ''), object.__class__, object.__doc__[:20], object.__lt__(1, 2), object.__sizeof__(o), o.__dir__() == dir(o) or sorted(o.__dir__()) == dir(o))
class C:
    def __init__(self): self.b = 1; self.a = 2
c = C()
print(c.__dict__, c.__class__.__name__, c.__eq__(c), c.__ne__(c), c == c, c != c, c == C(), c.__module__, c.__doc__, C.__hash__(c) == hash(c), c.__sizeof__(), object.__getattribute__(c, 'a'))
object.__setattr__(c, 'z', 3)
object.__delattr__(c, 'a')
print(c.__dict__, c.__init_subclass__(), C.__subclasshook__(int), c.__reduce_ex__ is not None)
c.__dict__ = {'new': 1}
print(c.new, hasattr(c, 'b'), vars(c))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: setattr(c, '__dict__', 5))
attempt(lambda: object.__format__(c, 'x'))
attempt(lambda: c < c)
attempt(lambda: c())
attempt(lambda: c[0])
attempt(lambda: iter(c))
attempt(lambda: len(c))
attempt(lambda: c + 1)
attempt(lambda: -c)
attempt(lambda: 1 in c)
attempt(lambda: int(c))
attempt(lambda: object.__setattr__(1, 'a', 1))
attempt(lambda: object.__getattribute__(c))
attempt(lambda: object.__init__(c, 1))
attempt(lambda: setattr(c, '__class__', int))
attempt(lambda: setattr(c, '__class__', 5))
attempt(lambda: delattr(c, '__class__'))
attempt(lambda: object().__dict__)
del c.__dict__
print(c.__dict__)
with_del = C()
del with_del.b
attempt(lambda: with_del.b)
