import sys, functools
def sm(x): global n; n += 1; return list(map(sorted, [[1]], )) and list(map(functools.partial(sorted, key=sm), [[1,2]]))
def mx(x): global n; n += 1; return max([1, 2], key=mx)
def mx2(x): global n; n += 1; return max(1, 2, key=mx2)
def mxp(x): global n; n += 1; return functools.partial(max, key=mxp)([1,2])
def fm():
    class F:
        def __format__(self, s):
            global n; n += 1
            return '{}'.format(self)
    '{}'.format(F())
def pc():
    class F:
        def __str__(self):
            global n; n += 1
            return '%s' % self
    '%s' % F()
def ga():
    class F:
        def __getattr__(self, a):
            global n; n += 1
            return getattr(self, a)
    F().x
def nx():
    class F:
        def __next__(self):
            global n; n += 1
            return next(self, 1)
    next(F())
def isi():
    class M(type):
        def __instancecheck__(self, o):
            global n; n += 1
            return isinstance(o, self)
    class F(metaclass=M): pass
    isinstance(1, F)
def iss():
    class M(type):
        def __subclasscheck__(self, o):
            global n; n += 1
            return issubclass(o, self)
    class F(metaclass=M): pass
    issubclass(int, F)
def su(x=0):
    class F:
        def __radd__(self, o):
            global n; n += 1
            return sum([self])
    sum([F()])
def app():
    class L(list):
        def append(self, x):
            global n; n += 1
            getattr(self, 'append')(x)
    L().append(1)
def srt():
    class K:
        def __lt__(self, o):
            global n; n += 1
            return [self, o].sort()
    [K(), K()].sort()
def rnd():
    class K:
        def __round__(self):
            global n; n += 1
            return round(self)
    round(K())
def dirr():
    class K:
        def __dir__(self):
            global n; n += 1
            return dir(self)
    dir(K())
def abss():
    class K:
        def __abs__(self):
            global n; n += 1
            return abs(self)
    abs(K())
def absm():
    class K:
        def __abs__(self):
            global n; n += 1
            return list(map(abs, [self]))
    abs(K())
def divm():
    class K:
        def __divmod__(self, o):
            global n; n += 1
            return divmod(self, o)
    divmod(K(), 1)
def poww():
    class K:
        def __pow__(self, o, m=None):
            global n; n += 1
            return pow(self, o)
    pow(K(), 1)
def joinn():
    class K(str):
        def __iter__(self):
            global n; n += 1
            return iter(','.join(self))
    ','.join(K('abc'))
def keyd():
    class K:
        def __hash__(self):
            global n; n += 1
            return len({self: 1})
    {K(): 1}
def seth():
    class K:
        def __hash__(self):
            global n; n += 1
            return len(set([self]))
    hash(K())
def lisc():
    class K:
        def __iter__(self):
            global n; n += 1
            return iter(list(self))
    list(K())
def tupc():
    class K:
        def __iter__(self):
            global n; n += 1
            return iter(tuple(self))
    tuple(K())
def dicc():
    class K:
        def keys(self):
            global n; n += 1
            return dict(self).keys()
        def __getitem__(self, k): return 1
    dict(K())
def intc():
    class K:
        def __int__(self):
            global n; n += 1
            return int(self)
    int(K())
def strc():
    class K:
        def __str__(self):
            global n; n += 1
            return str(self)
    str(K())
def extd():
    class K:
        def __iter__(self):
            global n; n += 1
            a = []
            a.extend(self)
            return iter(a)
    [].extend(K())
def upd():
    class K:
        def __iter__(self):
            global n; n += 1
            a = set()
            a.update(self)
            return iter(a)
    set().update(K())
def prt():
    class K:
        def __str__(self):
            global n; n += 1
            print(self)
            return ''
    print(K())
def vrs():
    class K:
        @property
        def __dict__(self):
            global n; n += 1
            return vars(self)
    vars(K())
def supr():
    class K:
        def f(self, d):
            global n; n += 1
            return super().__getattribute__('f')(d)
    K().f(1)
def red():
    def r(a, b):
        global n; n += 1
        return functools.reduce(r, [1, 2])
    r(1, 2)
def deln():
    class K:
        def __delattr__(self, a):
            global n; n += 1
            delattr(self, 'x')
    delattr(K(), 'x')
def seta():
    class K:
        def __setattr__(self, a, v):
            global n; n += 1
            setattr(self, 'x', 1)
    K().x = 1
def ann():
    def f(i):
        global n; n += 1
        return any(f(1) for i in [1])
    f(1)
def filt():
    def f(i):
        global n; n += 1
        return list(filter(f, [1]))
    f(1)
def sendd():
    def g():
        global n; n += 1
        yield g().send(None)
    g().send(None)
def thr():
    def g():
        global n; n += 1
        try: yield
        except ValueError: x = g(); next(x); x.throw(ValueError())
    x = g(); next(x); x.throw(ValueError())
def bc():
    global n; n += 1
    class X: y = bc()
def meta():
    class M(type):
        def __call__(cls, *a):
            global n; n += 1
            return cls(*a)
    class X(metaclass=M): pass
    X()
def metan():
    class M(type):
        def __new__(m, *a):
            global n; n += 1
            return M('X', (), {})
    M('X', (), {})
def stm():
    class X:
        @staticmethod
        def f(*a):
            global n; n += 1
            return X.__dict__['f'](*a)
    X.f(1)
def lc():
    @functools.lru_cache(None)
    def f(x):
        global n; n += 1
        return f(x + 1)
    f(1)
def wr():
    def deco(f):
        @functools.wraps(f)
        def w(*a, **k): return f(*a, **k)
        return w
    @deco
    def f(x):
        global n; n += 1
        return f(x)
    f(1)
fs = [sm, mx, mx2, mxp]
tests = {f.__name__: (lambda f=f: f(1)) for f in fs}
for f in (fm, pc, ga, nx, isi, iss, su, app, srt, rnd, dirr, abss, absm, divm, poww, joinn, keyd, seth, lisc, tupc, dicc, intc, strc, extd, upd, prt, vrs, supr, red, deln, seta, ann, filt, sendd, thr, bc, meta, metan, stm, lc, wr): tests[f.__name__] = f
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
