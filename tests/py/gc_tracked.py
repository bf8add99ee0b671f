import gc
def show(x): print(type(x).__name__, gc.is_tracked(x))
class C: pass
class S: __slots__ = ()
class I(int): pass
for x in ([], set(), frozenset(), slice(1), C(), S(), I(3), Exception(), iter([]), show, gc, len, C, None, 1, 1.5, 'a', b'a',
          range(3), object(), show.__code__, int, {}, {'a': 1}, {'a': []}, {1: (1,)}, (), (1, 2), tuple([1, 2, 3]), ([],)):
    show(x)
t = tuple([1, 2])
print(gc.is_tracked(t))
gc.collect()
print(gc.is_tracked(t))
d = {'a': []}
print(gc.is_tracked(d))
d['a'] = 1
gc.collect()
print(gc.is_tracked(d))
