# a full pool that gets blocks back hands them out again, newest first
class C: pass
class S: __slots__ = ('x',)
def gen(): yield
def order(make):
    objs = [make() for _ in range(3000)]
    pages = {}
    for i, o in enumerate(objs): pages.setdefault(id(o) // 16384, []).append(i)
    most = max(len(p) for p in pages.values())
    chosen = [p for p in pages.values() if len(p) == most][0][10:15]
    old = [id(objs[i]) for i in chosen]
    for i in (1, 3, 0, 4, 2): objs[chosen[i]] = None
    for i in range(5): objs[chosen[i]] = make()
    return [old.index(id(objs[i])) if id(objs[i]) in old else None for i in chosen]
print(order(object))
print(order(S))
print(order(set))
print(order(lambda: int('1234567')))
print(order(lambda: slice(1)))
print(order(lambda: range(7)))
print(order(lambda: lambda: 0))
print(order(lambda: iter([])))
print(order(ValueError))
