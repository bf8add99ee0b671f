import sys
g = sys.getsizeof
print([g(x) for x in (0, 1, -1, 2**30, 2**60, 2**90, True, 1.5, 1j, None, object())])
print([g(x) for x in ('', 'a', 'abc', 'é', 'éa', '日本', '😀')])
print([g(x) for x in (b'', b'abc', (), (1,), (1, 2, 3), [], [1], [1, 2, 3], slice(1), range(3))])
print([g(x) for x in (set(), {1}, {1, 2, 3, 4, 5}, set(range(20)), frozenset(), {}, {'a': 1}, {1: 1})])
def f(): pass
class C: pass
class S: __slots__ = ('a', 'b')
c = C()
print(g(f), g(C), g(S), g(c), g(S()), g(c.__init__), g(len), g(sys), g(int), g(f.__code__) >= 192)
print(g(iter([])), g(enumerate([])), g(zip()), g(map(f, [])), g(Exception()), g({}.keys()), g(property()))
print(g((i for i in ())) >= 176, g(lambda: 0), g(staticmethod(f)), g(super(C, c)))
