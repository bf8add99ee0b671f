class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def f():
    x = D('x'); y = D('y'); z = D('z')
    print('body')
f()
def g(b, a):
    z = D('z')
    print('g')
g(D('b'), D('a'))
def h():
    x = D('x')
    return x
print(h().n)
def i(n=3):
    a = D('a%d' % n)
    if n: i(n - 1)
    b = D('b%d' % n)
i(2)
def j():
    for k in range(3): v = D(k)
    print('loop end')
j()
def k():
    x = D('old')
    x = D('new')
    print('rebound')
k()
def l():
    x = D('x')
    del x
    print('deleted')
l()
def m():
    c = D('cell')
    x = D('plain')
    def n(): return c
    return n
n = m(); print('closure'); del n
def o(*args, **kw): print('o')
o(D('s1'), D('s2'), k=D('kw'))
def p():
    a = D('a')
    [D(i) for i in range(2)]
    print('p')
p()
def q():
    D('temp1').n; print('between'); D('temp2').n + D('temp3').n
try: q()
except TypeError as e: print(e)
def r():
    x = D('x')
    raise ValueError
try: r()
except ValueError: print('handler')
print('after')
def s():
    try:
        x = D('in try')
        return 'value'
    finally:
        print('finally')
print(s())
print(D('arg').n, 'printed')
(lambda a, b: print('lambda'))(D(1), D(2))
a = b = D('two names'); del a; print('one left'); del b
x = D('swap1'), D('swap2'); y, z = x; del x; y, z = z, y; del y; print('y gone'); del z
D('a') and D('b') or D('c'); print('bool done')
D(1) if D(2) else D(3); print('if done')
[D('l')][0]; {D('k'): 1}; print('displays done')
