import sys
g = sys.getsizeof
def f0(): pass
def f1(a): return a
def f2(a, b=1, *c, d, **e):
    x = a + b
    return [x for x in c]
def gen(): yield 1
def gen3(a, b, c): x = yield a + b * c
def outer():
    v = 1
    def inner(): return v
    return inner
i = outer()
for f in (f0, f1, f2, gen, gen3, outer, i, lambda: 0, lambda x: x * 2):
    print(g(f), g(f.__code__), f.__code__.co_stacksize, g(f.__code__.co_consts), g(f.__code__.co_varnames), g(f.__code__.co_code))
print(g(gen()), g(gen3(1, 2, 3)), g(x for x in ()), g(i.__closure__[0]), g(i.__closure__), g(f0.__globals__) > 100, g(f0.__dict__), g(f2.__annotations__), g(f2.__kwdefaults__))
class C:
    def m(self): pass
    p = property(m)
    s = staticmethod(m)
    c = classmethod(m)
class Sl: __slots__ = ('a', 'b')
class Sub(int): pass
class M(type): pass
print(g(C), g(Sl), g(Sub), g(M), g(type('T', (), {})), g(type), g(int), g(object), g(list), g(C().m), g(C.p), g(C.__dict__['s']), g(C.__dict__['c']), g(Sl.a), g(C.__dict__), g(C.__mro__), g(super(C, C())), g(C().__init__), g(len), g([].append), g(list.append), g(int.__add__), g((1).__add__), g(int.real), g(dict.fromkeys), g(sys), g(C.__dict__['__dict__']))
def frame():
    return g(sys._getframe())
def frame4(a, b, c, d):
    x = [a, b, (c, d)]
    return g(sys._getframe())
print(frame(), frame4(1, 2, 3, 4), g(sys._getframe()))
try: 1 / 0
except ZeroDivisionError as e: print(g(e), g(e.__traceback__), g(e.args))
print(g(KeyError()), g(OSError()), g(StopIteration()), g(SystemExit()), g(ImportError()), g(NameError()), g(AttributeError()), g(SyntaxError()), g(UnicodeDecodeError('a', b'', 0, 0, '')), g(ExceptionGroup('a', [e for e in [ValueError()]])), g(iter([])), g(iter(())), g(iter('')), g(reversed([])), g(enumerate([])), g(zip([], [])), g(map(len, [])), g(filter(None, [])), g(iter(len, 1)), g(list[int]), g(int | str), g(memoryview(b'')), g(sys.version_info), g(sys.flags))
