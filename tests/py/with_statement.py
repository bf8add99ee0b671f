class CM:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print('enter', self.n); return self.n
    def __exit__(self, t, v, tb): print('exit', self.n, t and t.__name__, v); return self.s
with CM(1) as a, CM(2) as b:
    print(a, b)
with CM('s', True):
    raise ValueError('x')
try:
    with CM('outer'):
        with CM('inner'):
            raise KeyError('y')
except KeyError as e:
    print('out', e)
def f():
    with CM('ret'):
        return 'value'
print(f())
for i in range(3):
    with CM(i):
        if i == 1: break
with (CM('p1') as x, CM('p2') as y,):
    print(x, y)
try:
    with 1: pass
except TypeError as e:
    print(e)
