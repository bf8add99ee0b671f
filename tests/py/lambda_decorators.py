def deco(tag):
    def wrap(f):
        def inner(*a, **k):
            return tag, f(*a, **k)
        return inner
    return wrap
@deco('x')
@deco('y')
def f(a): return a
print(f(1))
def count(cls):
    cls.n = 7
    return cls
@count
class C: pass
print(C.n)
print((lambda a, b=2, *c, d, **e: (a, b, c, d, e))(1, d=3, z=4))
print(sorted(['bb', 'a', 'ccc'], key=lambda s: -len(s)), (lambda: (yield))().__class__.__name__)
print(f.__name__, (lambda: 0).__name__, f.__code__.co_varnames)
