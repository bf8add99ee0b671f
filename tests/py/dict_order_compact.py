d = {}
for i in range(12):
    d[i] = i
for i in range(0, 12, 2):
    del d[i]
d[0] = 'back'
print(d)
d['s'] = 1
print(list(d), d.popitem(), d.popitem(), list(d))
e = dict(d)
e[100] = 1
print(list(e), e == d)
f = {'b': 1, 'a': 2}
f['b'] = 3
f.pop('a'); f['a'] = 4
print(f, f | {'b': 0})
class K:
    def __init__(self, n, h): self.n, self.h = n, h
    def __hash__(self): return self.h
    def __eq__(self, o): print('eq', self.n, o.n); return self.n == o.n
    def __repr__(self): return self.n
g = {K('a', 1): 1, K('b', 1): 2, K('c', 9): 3}
print(g[K('b', 1)], K('c', 9) in g, K('z', 1) in g, K('y', 2) in g)
g[K('a', 1)] = 'new'
print(g)
class Boom:
    def __hash__(self): return 5
    def __eq__(self, o): raise RuntimeError('eq failed')
h = {Boom(): 1}
try:
    h[Boom()]
except RuntimeError as x:
    print(x)
try:
    5 in h
except RuntimeError as x:
    print(x)
