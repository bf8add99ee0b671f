class CM:
    def __init__(self, n, swallow=False, fail=None): self.n, self.swallow, self.fail = n, swallow, fail
    def __enter__(self):
        print('enter', self.n)
        if self.fail == 'enter': raise RuntimeError('enter ' + self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print('exit', self.n, t.__name__ if t else None, v, tb is not None)
        if self.fail == 'exit': raise RuntimeError('exit ' + self.n)
        return self.swallow
with CM('a') as a, CM('b') as b: print(a, b)
with (CM('c') as c, CM('d'),): print(c)
with CM('e', True): raise ValueError('swallowed')
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))
def g():
    with CM('f'), CM('g', fail='enter'): print('never')
attempt(g)
def h():
    with CM('h', fail='exit'): raise KeyError('k')
attempt(h)
def i():
    for k in range(2):
        with CM('i%d' % k):
            if k: return 'returned'
            continue
attempt(i)
def j():
    while True:
        with CM('j'): break
    return 'broke'
attempt(j)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
def k():
    with NoExit(): pass
def l():
    with NoEnter(): pass
def m():
    with 5: pass
def n():
    with CM('n') as (x, y): pass
for f in (k, l, m, n): attempt(f)
class Target: pass
t = Target()
with CM('attr') as t.x, CM('item') as t.__dict__['y']: print(t.x, t.y)
with CM('xy') as (p, q): print(p, q)
def gen():
    with CM('gen'):
        yield 1
        yield 2
x = gen(); next(x); x.close()
class BoolRaises:
    def __bool__(self): raise ValueError('bool')
class E(CM):
    def __exit__(self, *a): return BoolRaises()
def o():
    with E('o'): raise KeyError(1)
attempt(o)
