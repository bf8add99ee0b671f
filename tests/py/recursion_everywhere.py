import sys
n = 0
class D:
    def __eq__(self, o): global n; n += 1; return self == o
    @property
    def q(self): global n; n += 1; return self.q
    def __add__(self, o): global n; n += 1; return self + o
    def __call__(self): global n; n += 1; return self()
    def __getattr__(self, a): global n; n += 1; return self.zz
    def __getitem__(self, i): global n; n += 1; return self[i]
    def __len__(self): global n; n += 1; return len(self)
    def __iter__(self): global n; n += 1; return iter(self)
    def __init__(self, k=0):
        global n
        n += 1
        if k: D(k)
    def ex(self, *a, **k): global n; n += 1; return self.ex(*a, **k)
    def kw(self, a=1): global n; n += 1; return self.kw(a=2)
    def bm(self): global n; n += 1; m = self.bm; return m()
    def __enter__(self): global n; n += 1
    def __exit__(self, *a): pass
    def __contains__(self, x): global n; n += 1; return x in self
    def __bool__(self): global n; n += 1; return not self
    def __neg__(self): global n; n += 1; return -self
    def __radd__(self, o): global n; n += 1; return 1 + self
    def __repr__(self): global n; n += 1; return repr(self)
    def __str__(self): global n; n += 1; return str(self)
    def __hash__(self): global n; n += 1; return hash(self)
    def __setattr__(self, a, v): global n; n += 1; self.x = 1
    def __lt__(self, o): global n; n += 1; return sorted([self, o])
    def __next__(self): global n; n += 1; return next(self)
    def __format__(self, s): global n; n += 1; return f'{self}'
    def __index__(self): global n; n += 1; return [1][self]
    def __new__(cls, k=0):
        global n
        n += 1
        if k == 7: D(7)
        return object.__new__(cls)
d = D()
def w():
    with d: w()
import functools
tests = {'eq': lambda: d == d, 'eq2': lambda: d == D(), 'q': lambda: d.q, 'add': lambda: d + d, 'call': lambda: d(), 'getattr': lambda: d.zz, 'getitem': lambda: d[1],
 'len': lambda: len(d), 'iter': lambda: iter(d), 'init': lambda: D(3), 'ex': lambda: d.ex(1), 'exk': lambda: d.ex(a=1), 'kw': lambda: d.kw(), 'bm': lambda: d.bm(), 'with': w,
 'in': lambda: 3 in d, 'bool': lambda: not d, 'neg': lambda: -d, 'radd': lambda: 1 + d, 'repr': lambda: repr(d), 'str': lambda: str(d), 'hash': lambda: hash(d),
 'set': lambda: setattr(d, 'x', 1), 'lt': lambda: d < d, 'next': lambda: next(d), 'format': lambda: f'{d}', 'index': lambda: [1][d], 'new': lambda: D(7)}
def partial_(): global n; n += 1; functools.partial(partial_)()
def map_(x): global n; n += 1; return list(map(map_, [1]))
def sort_(x): global n; n += 1; return sorted([1, 2], key=sort_)
def gen():
    global n
    n += 1
    yield from gen()
def gen2():
    global n
    n += 1
    for x in gen2(): yield x
def star(*a): global n; n += 1; star(*a)
def starkw(**k): global n; n += 1; starkw(**k)
def comp(): global n; n += 1; return [comp() for i in [1]]
def ex(): global n; n += 1; exec('ex()')
def ev(): global n; n += 1; eval('ev()')
def red(a, b): global n; n += 1; return functools.reduce(red, [1, 2])
lst = []
lst.append(lst)
tests.update({'partial': partial_, 'map': lambda: map_(1), 'sort': lambda: sort_(1), 'gen': lambda: list(gen()), 'gen2': lambda: list(gen2()), 'star': lambda: star(1), 'starkw': lambda: starkw(a=1),
 'comp': comp, 'exec': ex, 'eval': ev, 'reduce': lambda: red(1, 2)})
for limit in (100, 157, 300):
    sys.setrecursionlimit(limit)
    for k, t in tests.items():
        res = []
        for rep in range(3):
            n = 0
            try: t()
            except RecursionError as e: res.append((n, str(e)))
            except Exception as e: res.append((n, type(e), str(e)))
            else: res.append((n, 'none'))
        print(limit, k, res)
