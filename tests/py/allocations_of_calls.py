import gc, sys, weakref
class C:
    def __init__(self, *a): pass
class D: pass
class E0:
    def __init__(self): self.x = 1
class S:
    __slots__ = ('a',)
class N:
    def __new__(cls, a=1): return object.__new__(cls)
class L(list): pass
class I(int): pass
def fn(a=1, *b, k=2, **c): pass
def g0(): yield 1
def gargs(*a): return a
def gkw(**k): return k
class P:
    @property
    def p(self): return 1
    def m(self, a=1): return a
    @classmethod
    def c(cls, a=1): return a
    @staticmethod
    def s(a=1): return a
    def __getattr__(self, n): return 5
    def __getitem__(self, i): return i
    def __setitem__(self, i, v): pass
    def __len__(self): return 3
    def __contains__(self, x): return True
    def __add__(self, o): return 1
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __bool__(self): return True
    def __call__(self, a=1): return a
    def __repr__(self): return 'P'
    def __enter__(self): return self
    def __exit__(self, *a): return None
    def __iter__(self): return iter(())
    def __lt__(self, o): return False
class Q:
    def __getattribute__(self, n): return 7
    def __del__(self): pass
async def co(): pass
p = P()
q = Q()
l = [1, 2, 3]
ll = [[1], [2], [3]]
d = {'a': 1, 'b': 2}
s = {1, 2, 3}
t = (1, 2, 3)
st = 'hello world'
by = b'hello'
o = D()
exprs = '''
pass
[]
[1]
{}
{1: 2}
{1}
(1, o)
C()
C(1)
C(1, 2)
D()
E0()
S()
N()
N(2)
L()
L([1])
I(3)
fn()
fn(1, 2, 3)
fn(k=3)
fn(z=3)
fn(*t)
fn(**d)
gargs(1, 2)
gkw(a=1)
g0()
list(g0())
[x for x in l]
{x for x in l}
{x: 1 for x in l}
list(x for x in l)
lambda: 1
(lambda: o)()
p.p
p.m
p.m()
p.m(1)
p.c()
p.s()
p.zz
p[1]
p[1:2]
p.__setitem__(1, 2)
len(p)
1 in p
p + 1
p == 1
p < 1
hash(p)
bool(p)
p()
p(1)
repr(p)
str(p)
iter(p)
q.x
Q()
co().close()
print('', end='')
len(l)
max(1, 2)
max(l)
max(l, key=None)
max(l, key=lambda x: x)
min(1, 2, 3)
min(l, default=3)
sum(l)
sum(l, start=1)
sum(l, 1)
sorted(l)
sorted(l, key=str)
sorted(l, reverse=True)
l.sort()
l.sort(key=str)
ll.sort(key=len)
any(l)
all(l)
abs(1)
divmod(7, 2)
pow(2, 3)
pow(2, 3, 5)
round(1.5)
round(1.5, 1)
isinstance(l, list)
isinstance(l, (list, dict))
issubclass(C, D)
getattr(o, 'x', 1)
hasattr(o, 'x')
setattr(o, 'x', 1)
delattr(o, 'x')
dir(o)
vars(o)
globals()
locals()
id(o)
hash(1)
hash(t)
hash(st)
repr(l)
repr(d)
repr(s)
repr(t)
repr(o)
repr(st)
str(1)
str(l)
str(b'x', 'ascii')
int('3')
int('3', 10)
int('3', base=10)
float('3')
complex(1, 2)
bytes(3)
bytes([1])
bytearray(3)
list()
list(l)
list(t)
list(d)
list(range(3))
list(map(str, l))
list(zip(l, l))
list(enumerate(l))
list(enumerate(l, 1))
list(enumerate(l, start=1))
list(filter(None, l))
list(reversed(l))
tuple()
tuple(l)
tuple(range(3))
dict()
dict(d)
dict(a=1)
dict([(1, 2)])
dict.fromkeys(l)
set()
set(l)
frozenset(l)
iter(l)
iter(t)
iter(d)
iter(s)
iter(st)
iter(int, 0)
next(iter(l))
next(iter(l), 1)
range(3)
slice(1, 2)
l[1:]
l[:]
t[1:]
st[1:]
reversed(l)
enumerate(l)
enumerate(l, 5)
zip(l, l)
map(str, l)
filter(None, l)
chr(97)
ord('a')
bin(3)
hex(3)
oct(3)
callable(l)
format(1, 'd')
format(1.5, '.2f')
f'{l}'
f'{1}{2}'
'%d' % 1
'%d %s' % (1, 2)
'{} {}'.format(1, 2)
'{a}'.format(a=1)
'{a}'.format_map(d)
type(l)
type('X', (), {})
object()
super(P, p)
property()
property(lambda x: 1)
staticmethod(len)
classmethod(len)
memoryview(by)
l.append(1)
l.pop()
l.insert(0, 1)
l.pop(0)
l.extend([1])
l.extend((1,))
l.index(1)
l.index(1, 0)
l.count(1)
l.copy()
l.reverse()
l.remove(1) if 1 in l else 0
l.__len__()
l.__getitem__(0)
l + l
l * 2
l == l
l == [1]
l < [5]
t + t
t * 2
t == (1,)
t.index(1)
t.count(1)
d['a']
d.get('a')
d.get('zz', 1)
d.setdefault('a', 1)
d.pop('zz', 1)
d.update({})
d.update(a=1)
d.update([('a', 1)])
d.copy()
d.keys()
d.values()
d.items()
list(d.items())
list(d.keys())
d | d
d == d
d == {'a': 1}
'a' in d
{**d}
[*l]
(*l,)
{*l}
d.popitem()
d.clear()
d.fromkeys(l, 1)
s.add(5)
s.discard(5)
s.update([1])
s.update([1], [2])
s.union([1])
s.intersection([1])
s.difference([1])
s.symmetric_difference([1])
s.issubset([1])
s.issuperset([1])
s.isdisjoint([1])
s | s
s & s
s - s
s ^ s
s.copy()
s == s
s <= s
s.difference_update([9])
s.intersection_update([1, 2, 3])
st.split()
st.split(' ')
st.split(sep=' ')
st.split(' ', 1)
st.rsplit()
st.splitlines()
st.splitlines(keepends=True)
st.partition(' ')
st.find('w')
st.find('w', 1)
st.index('w')
st.rfind('w')
st.count('o')
st.replace('o', 'x')
st.replace('o', 'x', 1)
st.startswith('h')
st.startswith(('h', 'x'))
st.endswith('h')
st.upper()
st.strip()
st.strip('h')
st.center(30)
st.ljust(30)
st.zfill(30)
st.join(['a', 'b'])
st.encode()
st.encode('utf-8')
st.encode(encoding='utf-8')
st.title()
st.isalpha()
st.translate({104: 'x'})
str.maketrans('a', 'b')
st.expandtabs()
st.expandtabs(4)
st + 'x'
st * 2
st == 'x'
st % ()
'x' in st
by.decode()
by.decode('ascii')
by.split(b'l')
by.find(b'l')
by.hex()
by.replace(b'l', b'm')
by.join([by, by])
by.startswith(b'h')
int.from_bytes(by, 'big')
(5).to_bytes(2, 'big')
(5).bit_length()
(1.5).as_integer_ratio()
(1.5).hex()
(1.5).is_integer()
float.fromhex('1.5')
sys.getrefcount(l)
sys.getsizeof(l)
sys.getsizeof(l, 1)
sys.intern('zz')
sys._getframe()
sys._getframe(0)
sys.exc_info()
sys.getallocatedblocks()
gc.get_count()
gc.get_threshold()
gc.set_threshold(700, 10, 10)
gc.isenabled()
gc.get_referrers(o)
gc.get_referents(o)
gc.get_objects(generation=0)
gc.get_objects(0)
gc.get_stats()
gc.is_tracked(o)
gc.get_freeze_count()
weakref.ref(o)
weakref.ref(o, print)
weakref.proxy(o)
weakref.proxy(o, print)
weakref.getweakrefcount(o)
weakref.getweakrefs(o)
weakref.ref(o)()
o.x
o.__dict__
o.__class__
C.__dict__
C.__name__
C.__mro__
C.__bases__
C.__subclasses__()
fn.__name__
fn.__code__
fn.__defaults__
fn.__closure__
fn.__dict__
__import__('sys')
isinstance(1, int | str)
list[int]
int | str
ValueError()
ValueError(1)
ValueError(1, 2)
KeyError('a')
str(ValueError(1))
repr(ValueError(1))
NotImplemented
Ellipsis
1 + 1
1.5 + 1
10**30
[1, 2, 3]
[1, 2, 3, 4]
{1, 2, 3}
(1, 2, l)
{'a': l}
{'a': l, 'b': 1}
[[]]
[{}]
[()]
'''.strip().split('\n')
results = []
TEMPLATE = '''def f():
    a = b = c = e = None
    gc.collect()
    a = gc.get_count()
    try: EXPR
    except Exception: pass
    b = gc.get_count()
    try: EXPR
    except Exception: pass
    c = gc.get_count()
    try: EXPR
    except Exception: pass
    e = gc.get_count()
    return b[0] - a[0] - 1, c[0] - b[0] - 1, e[0] - c[0] - 1
'''
more = '''
for x in l: pass
for x in {}: pass
for x in d: pass
for x in g0(): pass
for x in range(3): pass
a1, b1 = l
a1, *b1 = l
with p: pass
try: 1/0\\n    except ZeroDivisionError: pass
try: 1/0\\n    except ZeroDivisionError as ex: pass
try: raise ValueError\\n    except ValueError: pass
try: raise ValueError(1)\\n    except ValueError: pass
try: d['zzz']\\n    except KeyError: pass
try: o.zzz\\n    except AttributeError: pass
try: l[99]\\n    except IndexError: pass
try: int('x')\\n    except ValueError: pass
try: next(iter(()))\\n    except StopIteration: pass
try: zzz\\n    except NameError: pass
try: len(1)\\n    except TypeError: pass
try: raise KeyError from None\\n    except KeyError: pass
class X: pass
class X(C): pass
class X:\\n        def m(self): pass
def inner(): return o
def inner(): return inner
del l[:1]
l[:0] = [1]
l[0] = 5
d['q'] = 1; del d['q']
o.y = 1; del o.y
import sys as sy
import sys
from sys import path
assert True
x = yy = 5
global zz
x = [y for y in l if y]
x = lambda q=1: q
x = {**d, 'c': 1}
x = f'{o!r}'
match l:\\n        case [a1, *b1]: pass
match d:\\n        case {'a': 1}: pass
'''.strip().split('\n')
fs = []
for e in exprs: fs.append((e, TEMPLATE.replace('EXPR', e)))
for e in more:
    body = e.replace('\\n', '\n')
    fs.append((e, TEMPLATE.replace('    try: EXPR\n    except Exception: pass\n', '    ' + body + '\n')))
ns = globals()
made = []
for e, text in fs:
    space = dict(ns)
    try:
        exec(text, space)
    except SyntaxError as err:
        made.append((e, None)); print(e, err); continue
    made.append((e, space['f']))
for e, f in made:
    if f is None: continue
    try: r = f()
    except Exception as err: r = repr(err)
    results.append((e, r))
for r in results: print(*r)
