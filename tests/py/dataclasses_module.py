from dataclasses import *
import dataclasses
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 0
    z: list = field(default_factory=list, repr=False)
p = P(1, 2); print(p, p == P(1, 2), p != P(1, 3), P(1).z is P(1).z, P.__match_args__, P.y, hasattr(P, 'x'), hasattr(P, 'z'))
print(P.__init__.__annotations__, P.__init__.__qualname__, P.__eq__.__qualname__, P.__repr__.__qualname__, P.__init__.__defaults__, P.__module__, P.__init__.__module__)
@dataclass(order=True, frozen=True)
class Q:
    a: int
    b: str = 'b'
print(Q(1) < Q(2), sorted([Q(2), Q(1)]), hash(Q(1)) == hash(Q(1)), {Q(1): 2}[Q(1)], Q(1) == P(1), Q(1).__eq__(3))
t(setattr, Q(1), 'a', 2); t(delattr, Q(1), 'a'); t(setattr, Q(1), 'zz', 2); t(lambda: Q(1) < 3)
@dataclass
class R(P):
    w: float = 1.5
    x: str = 'over'
print(R(), [f.name for f in fields(R)], R.__mro__[1].__name__, asdict(R('a', 1, [P(1)])), astuple(R()), replace(R(), w=3))
t(lambda: dataclass(type('A', (), {'__annotations__': {'x': int, 'y': list}, 'y': []})))
def bad():
    @dataclass
    class B:
        x: int = 1
        y: int
t(bad)
@dataclass
class I:
    i: int
    d: InitVar[int] = 5
    _: KW_ONLY
    k: int = 3
    n: int = field(init=False, default=9)
    def __post_init__(self, d): self.got = d
i = I(1, 6, k=4); print(i, i.got, I.__match_args__, I.d); t(replace, i, k=9); t(I, 1, 2, 3); t(replace, i, n=1)
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
s = S(1); print(s, S.__slots__, hasattr(s, '__dict__')); t(setattr, s, 'c', 1)
@dataclass(unsafe_hash=True)
class U: a: int = field(hash=False); b: int = 1
print(hash(U(1)) == hash(U(2)))
C = make_dataclass('C', ['x', ('y', int), ('z', int, field(default=5))], namespace={'add': lambda self: self.y + self.z}); print(C(1, 2), C(1, 2).add(), C.__annotations__, C.__module__)
t(make_dataclass, 'C', ['x', 'x']); t(make_dataclass, 'C', ['for']); t(make_dataclass, 'C', ['1']); t(fields, 5); t(asdict, 5); t(replace, 5); print(is_dataclass(C), is_dataclass(C(1, 2)), is_dataclass(5), is_dataclass(int))
@dataclass
class Rec: me: object = None
r = Rec(); r.me = r; print(r)
@dataclass(kw_only=True)
class K: a: int; b: int = 1
print(K(a=1)); t(K, 1)
@dataclass(repr=False, eq=False, init=False)
class N: a: int = 4
print(N().a, N() == N())
t(lambda: dataclass(order=True)(type('O', (), {'__lt__': 1}))); t(lambda: dataclass(order=True, eq=False)(type('O', (), {})))
def fr():
    @dataclass(frozen=True)
    class F(P): pass
t(fr)
@dataclass
class Self: self: int; other: int = 1
print(Self(3))
match P(1, 2):
    case P(x, 2): print('matched', x)
class D:
    def __set_name__(self, o, n): print('set', n)
    def __get__(self, i, o): return 7
    def __set__(self, i, v): print('desc set', v)
@dataclass
class H: v: int = D()
h = H(); h2 = H(3); print(h.v)
from reprlib import repr as rr, Repr
print(rr(list(range(100))), rr('x' * 100), rr({i: i for i in range(10)}), rr(10**100), rr([[[[[[[[1]]]]]]]]), rr((1,)), rr(set(range(10))), rr(frozenset()), rr(object)[:20])
import keyword; print(keyword.iskeyword('for'), keyword.issoftkeyword('match'), len(keyword.kwlist))
