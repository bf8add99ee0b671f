class Entry:
    def __mro_entries__(self, bases):
        print('entries', len(bases))
        return (int,)
class C(Entry()):
    pass
print(C.__mro__, C.__bases__, len(C.__orig_bases__))
print(C(5) + 1)
class G(list[int]):
    pass
print(G.__bases__, G.__orig_bases__, G((1, 2)))
class X: pass
class Y(X): pass
class Z(X): pass
class W(Y, Z): pass
print([c.__name__ for c in W.__mro__])
print([c.__name__ for c in X.__subclasses__()], X.__subclasses__()[0] is Y)
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
attempt(lambda: type('Q', (X, Y), {}))
attempt(lambda: type('Q', (int, str), {}))
attempt(lambda: type('Q', (bool,), {}))
attempt(lambda: type('Q', (X, X), {}))
attempt(lambda: type('Q', (1,), {}))
attempt(lambda: type('Q', (type(lambda: 0),), {}))
attempt(lambda: type('Q', (type(None),), {}))
attempt(lambda: type(1, (), {}))
attempt(lambda: type('Q', [], {}))
attempt(lambda: type('Q', ()))
