from enum import *
import enum
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
class Color(Enum):
    "doc"
    RED = 1
    GREEN = 2
    BLUE = auto()
    CRIMSON = 1
    def shout(self): return self.name.upper() + '!'
    @property
    def double(self): return self.value * 2
    @classmethod
    def first(cls): return cls.RED
print(Color.RED, repr(Color.RED), Color.BLUE.value, Color.CRIMSON is Color.RED, list(Color), len(Color), Color(2), Color['GREEN'], Color.RED.shout(), Color.RED.double, Color.first(), Color.__members__, Color.RED in Color, Color.__doc__, Color, type(Color), f'{Color.RED} {Color.RED!r} {Color.RED:>12}', hash(Color.RED) == hash('RED'), {Color.RED: 1}, list(reversed(Color)), bool(Color), Color.RED == 1, Color.RED != Color.BLUE, Color.RED.RED if 0 else '')
t(Color, 9); t(lambda: Color['X']); t(lambda: Color.X); t(setattr, Color, 'RED', 5); t(delattr, Color, 'RED'); t(lambda: Color.RED < Color.BLUE); t(lambda: type('Sub', (Color,), {})); t(setattr, Color.RED, 'value', 5); t(lambda: Color.RED.nosuch)
def dup():
    class D(Enum):
        A = 1
        A = 2
t(dup)
class Num(IntEnum):
    ONE = 1
    TWO = 2
print(Num.ONE + 1, Num.ONE < Num.TWO, str(Num.ONE), repr(Num.ONE), f'{Num.ONE}', [10, 20, 30][Num.ONE], Num(1) is Num.ONE, isinstance(Num.ONE, int), '%d %s' % (Num.ONE, Num.TWO), sorted(Num), Num.ONE == 1, max(Num))
class S(StrEnum):
    A = auto()
    B = 'bee'
print(S.A, repr(S.B), S.A.upper(), S('bee'), f'{S.B}', S.A == 'a'); t(lambda: StrEnum('X', [('a', 1)]))
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
    NONE = 0
print(Perm.R | Perm.W, repr(Perm.R | Perm.X), ~Perm.R, Perm.R & Perm.W, bool(Perm.R & Perm.W), Perm.R in Perm.RW, list(Perm.RW), list(Perm), Perm.RW, Perm(5), Perm.R ^ Perm.RW, len(Perm.RW), Perm(0), str(Perm(7)), repr(~Perm(0)), Perm.__members__)
t(Perm, 16); t(Perm, -1); t(lambda: Perm.R | 1); t(lambda: 1 in Perm.R); t(Perm, 'a')
class IF(IntFlag):
    A = 1; B = 2; C = 4
print(IF.A | IF.B, repr(IF.A | IF.B), repr(IF(9)), IF.A | 16, repr(IF.A | 16), ~IF.A, repr(~IF.A), IF.A + 1, IF(3), f'{IF.A}', repr(IF(0)), IF(-1), list(IF(5)))
class Con(Flag, boundary=CONFORM): A = 1; B = 2
class Ej(Flag, boundary=EJECT): A = 1; B = 2
class Ke(Flag, boundary=KEEP): A = 1; B = 2
print(repr(Con(9)), repr(Ej(9)), repr(Ke(9)), repr(Ke(8)), repr(~Ke.A))
F = Enum('F', 'cat dog'); print(list(F), F.__module__, F.cat.value); print(list(Enum('G', ['a', 'b'], start=5)), list(Enum('H', {'x': 1, 'y': 'z'})), list(IntEnum('I', [('p', 3)])), list(Flag('J', 'a b c')))
@unique
class U(Enum): A = 1; B = 2
def un():
    @unique
    class V(Enum): A = 1; B = 1
t(un)
class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
print(Planet.EARTH, Planet.EARTH.mass, repr(Planet.MARS), Planet((0.6, 3.3)))
class New(Enum):
    def __new__(cls, v, label):
        o = object.__new__(cls); o._value_ = v; o.label = label; return o
    A = 1, 'one'
    B = 2, 'two'
print(New(1), New.A.label, repr(New.B))
class Miss(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v):
        if v == 'a': return cls.A
        if v == 'bad': return 5
print(Miss('a')); t(Miss, 'bad'); t(Miss, 7)
class Gen(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower() + str(count)
    X = auto(); Y = auto()
print(list(Gen))
class Ign(Enum):
    _ignore_ = 'tmp'
    tmp = 5
    A = 1
    m = nonmember(9)
    @member
    def fn(self): return 1
print([m.name for m in Ign], Ign.m); t(lambda: Ign.tmp)
class Str(str, Enum): A = 'x'; B = 'y'
print(Str.A, repr(Str.A), Str.A == 'x', f'{Str.A}', '%s' % Str.B, Str.A + 'z')
class Tup(tuple, Enum): A = (1, 2)
print(Tup.A, repr(Tup.A), Tup.A[0])
@verify(UNIQUE, CONTINUOUS)
class Ver(Enum): A = 1; B = 2
def vf(): return verify(CONTINUOUS)(Enum('VV', {'a': 1, 'b': 4}))
t(vf); t(lambda: verify(UNIQUE)(Enum('VV', {'a': 1, 'b': 1})))
class Un(Enum): A = []; B = {}
print(Un([]), Un.A, Un({})); t(Un, [1])
import copy; print(copy.deepcopy(Color.RED) is Color.RED, copy.copy(Color.RED) is Color.RED, dir(Color.RED), [d for d in dir(Color) if d[0] != '_'])
match Color.RED:
    case Color.GREEN: print('g')
    case Color.RED: print('r')
class Name(Enum):
    name = 'n'; value = 'v'
print(Name.name, Name.value.value, Name.name.name)
class O(Enum):
    _order_ = 'A B'
    A = 1; B = 2
def bo():
    class O2(Enum):
        _order_ = 'B A'
        A = 1; B = 2
t(bo)
print(FlagBoundary.STRICT, repr(KEEP), EnumCheck.UNIQUE, enum.show_flag_values(11), enum.bin(5), enum.bin(-5, 8))
class Empty(Enum): pass
t(Empty, 1); class_ = type(Empty); print(class_ is EnumMeta, EnumMeta is EnumType)
class Ext(Empty): X = 1
print(Ext.X)
def sunder():
    class Z(Enum): _foo_ = 1
t(sunder)
print(auto(), isinstance(Color.RED, Color), Color.RED.__class__, Color.RED.__objclass__ if hasattr(Color.RED, '__objclass__') else '')
class Mix:
    def hello(self): return 'hi ' + self.name
class MM(Mix, Enum): A = 1
print(MM.A.hello(), MM.A); 
class Base(Enum):
    def who(self): return self.name
class Der(Base): Q = 1
print(Der.Q.who())
