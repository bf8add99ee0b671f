import sys, gc
a = list[int]
print(a, type(a), a.__origin__, a.__args__, a.__parameters__, a.__unpacked__)
print(dict[str, int], tuple[int, ...], set[str], frozenset[bytes], type[int], enumerate[int], tuple[()], list[None])
print(dict[str, list[tuple[int, ...]]], list["T"], list[[int, str], ...])
print(list[int] == list[int], list[int] == list[str], list[int] != list[int], list[int] != list[str], list[int] == list)
print(hash(list[int]) == hash(list[int]), {list[int]: 1}[list[int]])
print(a(), a((1, 2)), dict[str, int](a=1), a is list[int])
print(a.append is list.append, a.__name__, a.__doc__ == list.__doc__, a.__class__, isinstance(a, type))
class C:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(C[1], C[1, 2])
class D(list[int]): pass
print(D.__mro__, D.__bases__, D.__orig_bases__, D([1]))
class G:
    def __init__(self, x): self.x = x
GenericAlias = type(list[int])
g = GenericAlias(G, (int,))
o = g(5)
print(g, o.x, o.__orig_class__, GenericAlias(G, int).__args__, o.__orig_class__ is g)
for f in (lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: int[str], lambda: a[str],
          lambda: GenericAlias(1), lambda: GenericAlias(list, int, x=1), lambda: C()[1], lambda: a.nothing):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(*list[int], list(tuple[int, str]), (*tuple[int],)[0].__unpacked__)
print(a.__reduce__(), a.__mro_entries__(()), sorted(set(dir(a)) - set(dir(list))))
print(sys.getrefcount(a), sys.getsizeof(a), sys.getsizeof(iter(a)), gc.is_tracked(a))
x = list[int, str]
print(sys.getrefcount(x.__args__), x.__args__ is x.__args__)
import weakref
w = weakref.ref(x)
print(w() is x)
del x
print(w())
def f(x: list[int] | None, y: "dict[str, int]" = {}) -> tuple[int, ...]: ...
print(f.__annotations__)
print(GenericAlias, GenericAlias.__module__, GenericAlias.__name__, repr(list[GenericAlias]), list[G])
gc.collect()
class Node: pass
n = Node(); n.alias = GenericAlias(Node, n); del n
print(gc.collect())
