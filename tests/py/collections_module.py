from collections import defaultdict, OrderedDict, Counter, namedtuple, ChainMap, UserDict, UserList, UserString
import collections.abc, sys
from collections.abc import Mapping, Iterable, Hashable, Sequence, Callable
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
d = defaultdict(list); d['a'].append(1); d['b']; print(d, dict(d), d.default_factory, d.get('zz'), 'zz' in d)
c = defaultdict(int)
for ch in 'mississippi': c[ch] += 1
print(c, sorted(c.items()), c == {'m': 1, 'i': 4, 's': 4, 'p': 2}, c.copy(), type(c | {}), sys.getsizeof(defaultdict(int)))
tries(lambda: defaultdict()['x'], lambda: defaultdict(5), lambda: defaultdict(None)['y'], lambda: defaultdict(int, {'a': 1}, b=2), lambda: defaultdict(lambda: 1 / 0)['q'])
dd = defaultdict(lambda: defaultdict(int)); dd['a']['b'] += 1; print(dd['a'])
o = OrderedDict([('a', 1), ('b', 2), ('c', 3)]); o.move_to_end('a'); print(o, list(o)); o.move_to_end('c', last=False); print(o); print(o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {'b': 2, 'a': 1}, OrderedDict(), OrderedDict.fromkeys('ab', 0), OrderedDict(a=1) | {'b': 2})
tries(lambda: OrderedDict().popitem(), lambda: o.move_to_end('zz'))
C = Counter('abracadabra'); print(C, C.most_common(2), C['zz'], C.total(), sorted(C.elements())[:4], Counter(a=3, b=1) + Counter(a=1), Counter(a=3) - Counter(a=1, b=2), Counter(a=1) | Counter(a=5), Counter(a=2, b=1) & Counter(a=1))
C.update('aaa'); C.subtract({'a': 1}); print(C['a'], +Counter(a=-1, b=2), -Counter(a=-1, b=2), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter([1, 1, 2]), Counter())
del C['nothing']; print(C.most_common()[-1], Counter(a=1).copy())
P = namedtuple('P', 'x y'); p = P(1, 2); print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, p == (1, 2), P._make([3, 4]), p.__doc__, P.x.__doc__, P.__doc__)
x, y = p; print(x, y, P(y=1, x=2), hash(p) == hash((1, 2)), isinstance(p, tuple), P.__name__, P.__qualname__, P.__module__, P.__match_args__, p + (3,), len(p))
Q = namedtuple('Q', ['a', 'b', 'c'], defaults=[10, 20]); print(Q(1), Q._field_defaults, namedtuple('R', 'x def x', rename=True)._fields, sys.getsizeof(p), P.__slots__)
tries(lambda: P(1), lambda: P(1, 2, 3), lambda: namedtuple('T', 'a a'), lambda: namedtuple('T', '_a'), lambda: namedtuple('class', 'a'), lambda: namedtuple('T', 'a-b'), lambda: p._replace(z=1), lambda: P._make([1]), lambda: setattr(p, 'x', 1), lambda: p.z, lambda: namedtuple('T', 'a', defaults=[1, 2]))
class PP(P):
    def total(self): return self.x + self.y
print(PP(1, 2), PP(1, 2).total())
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m, m['a'], m['b'], list(m), len(m), m.parents, m.new_child({'c': 1}), 'b' in m, dict(m)); m['z'] = 1; print(m.maps[0])
tries(lambda: m['nope'], lambda: m.pop('b'), lambda: m.__delitem__('b'))
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(str(k), v)
u = U({1: 'x'}); u[2] = 'y'; print(u, '1' in u, len(u), u.get('q'), list(u.items()), u.pop('1'), u)
l = UserList([3, 1, 2]); l.sort(); l.append(9); print(l, l[0], l[1:], l + [1], len(l), l == [1, 2, 3, 9], type(l[:1]).__name__)
s = UserString('hello'); print(s.upper(), s + ' w', s[1], len(s), s == 'hello', type(s.upper()).__name__, 'ell' in s, s.split('l'))
print(isinstance({}, Mapping), isinstance([], Sequence), isinstance('', Iterable), isinstance([], Hashable), isinstance(len, Callable), issubclass(dict, collections.abc.MutableMapping), isinstance(iter([]), collections.abc.Iterator), isinstance((i for i in ()), collections.abc.Generator), isinstance(5, Iterable))
class MyMap(Mapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
mm = MyMap({'a': 1}); print(mm['a'], mm.get('b', 0), list(mm.keys()), list(mm.items()), 'a' in mm, mm == {'a': 1}, mm.keys() & {'a'}, len(mm.values()))
class Bad(Mapping): pass
tries(lambda: Bad(), lambda: Mapping(), lambda: collections.nope)
match mm:
    case {'a': v}: print('mapping', v)
