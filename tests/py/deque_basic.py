from collections import deque
import sys, gc
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
d = deque()
print(d, sys.getsizeof(d), len(d), bool(d), d.maxlen)
sizes = []
for i in range(400):
    d.append(i)
    if not sizes or sizes[-1][1] != sys.getsizeof(d): sizes.append((i, sys.getsizeof(d)))
print(sizes)
for i in range(100): d.appendleft(-i)
print(sys.getsizeof(d), d[0], d[-1], d[100], d[250], len(d), sum(d))
while len(d) > 5: d.popleft(); 
print(d, sys.getsizeof(d)); d.clear(); print(sys.getsizeof(d))
d = deque('abcde', maxlen=5); d.append('f'); print(d); d.appendleft('z'); print(d); d.extend('12'); print(d); d.extendleft('XY'); print(d, d.maxlen)
d = deque(range(10)); d.rotate(3); print(d); d.rotate(-4); print(d); d.rotate(23); print(d); d.rotate(); print(d); d.reverse(); print(d)
d[2] = 'x'; del d[0]; print(d, d.index('x'), d.count(5), 5 in d, 99 in d); d.remove('x'); d.insert(2, 'new'); d.insert(-1, 'last'); d.insert(100, 'end'); d.insert(-100, 'start'); print(d)
tries(lambda: deque().pop(), lambda: deque().popleft(), lambda: d[100], lambda: d[-100], lambda: d['x'], lambda: d[1:2], lambda: d.index('zz'), lambda: d.remove('zz'), lambda: deque([1], maxlen=1).insert(0, 1),
      lambda: deque(maxlen=-1), lambda: deque(maxlen='x'), lambda: deque(5), lambda: d + [1], lambda: d < 5, lambda: hash(d), lambda: deque(1, 2, 3), lambda: d.rotate('x'), lambda: d.append(), lambda: d.__setitem__(100, 1))
print(deque([1, 2]) + deque([3]), deque([1]) * 3, deque([1, 2], maxlen=3) * 2, deque([1]) == deque([1]), deque([1]) == [1], deque([1]) < deque([2]), deque([1, 2]) != deque([1]))
e = deque([1]); e += [2, 3]; e *= 2; print(e, e.copy(), e.copy() == e, list(reversed(e)), list(e)); e.extend(e); print(len(e))
it = iter(e); next(it); print(it.__length_hint__(), type(it), type(reversed(e)), sys.getsizeof(it)); e.append(1)
tries(lambda: next(it), lambda: next(it), lambda: [e.append(1) for x in e])
print(deque([deque([1])]), e.__reduce__()[:2], deque([1], 5).__reduce__()[1])
r = deque(); r.append(r); print(r, gc.is_tracked(r)); gc.collect(); del r; print(gc.collect())
class S(deque):
    def __init__(self, *a): super().__init__(*a); self.tag = 1
s = S('ab'); print(s, s.tag, type(s.copy()), s + S('c'))
x = object(); d = deque([x, x]); print(sys.getrefcount(x)); d.rotate(1); print(sys.getrefcount(x)); d.pop(); print(sys.getrefcount(x)); del d; print(sys.getrefcount(x))
import weakref
d = deque(); w = weakref.ref(d); print(w() is d); del d; print(w())
match deque([1, 2]):
    case [a, b]: print('matched', a, b)
print(deque.__name__, deque.__module__, deque, deque[int])
class Loud:
    def __del__(self): print('gone')
d = deque([Loud(), Loud()], maxlen=2); d.append(1); print('-'); d.clear(); print('--')
