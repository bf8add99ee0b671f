import functools, operator, sys
from functools import partial, reduce, lru_cache, wraps, cmp_to_key, total_ordering, cached_property, singledispatch, partialmethod, cache
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
def f(*a, **k): return a, sorted(k.items())
p = partial(f, 1, x=2); print(p(3, y=4), p(), p.args, p.keywords, p.func is f, p(x=9), partial(p, 5)(6), partial(p, 5).args, partial(p, 5).func is f)
print(partial(int, base=2)('101'), partial(print), partial(max, 1, 2, key=abs), sys.getsizeof(partial(f)))
p.attr = 5; print(p.attr, p.__dict__)
tries(lambda: partial(), lambda: partial(5), lambda: p.nothing)
print(reduce(operator.add, [1, 2, 3]), reduce(operator.add, [], 7), reduce(lambda a, b: a + b, 'abc', ''), reduce(max, [3]))
tries(lambda: reduce(operator.add, []), lambda: reduce(1, [1, 2]), lambda: reduce(operator.add, 5), lambda: reduce(operator.add))
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), fib.__name__, fib.__wrapped__(1), fib.cache_parameters()); fib.cache_clear(); print(fib.cache_info())
calls = []
@lru_cache(maxsize=2)
def g(x, y=0): calls.append(x); return x * 10
print(g(1), g(2), g(1), g(3), g(2), g(1), calls, g.cache_info(), g(1, y=0), g.cache_info())
@lru_cache
def h(x): return x
print(h(1), h(1.0), h.cache_info()); tries(lambda: h([]))
@lru_cache(typed=True)
def t(x): return x
print(t(1), t(1.0), t.cache_info())
@cache
def c0(): return object()
print(c0() is c0())
class M:
    @lru_cache
    def m(self, x): return x + 1
print(M().m(2), M.m.cache_info())
@lru_cache(maxsize=0)
def z(x): return x
z(1); z(1); print(z.cache_info())
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2))
def deco(fn):
    @wraps(fn)
    def w(*a): "w doc"; return fn(*a)
    return w
@deco
def orig(a: int): "orig doc"; return a
print(orig.__name__, orig.__doc__, orig.__annotations__, orig.__wrapped__(3), orig(4), orig.__qualname__)
@total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) < V(2), V(1) <= V(1), V(3) > V(2), V(1) >= V(2), V(1) != V(2)); tries(lambda: total_ordering(type('E', (), {})))
class CP:
    n = 0
    @cached_property
    def x(self): CP.n += 1; return 42
o = CP(); print(o.x, o.x, CP.n, o.__dict__); del o.x; print(o.x, CP.n)
@singledispatch
def show(a): return 'object'
@show.register(int)
def _(a): return 'int'
@show.register
def _(a: list): return 'list'
print(show(1), show([]), show('x'), show(True), show.dispatch(bool) is show.dispatch(int), sorted(str(k) for k in show.registry))
tries(lambda: show())
class Cell:
    def set(self, v): self.v = v
    on = partialmethod(set, True)
cc = Cell(); cc.on(); print(cc.v)
