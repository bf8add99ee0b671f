import sys
g = sys.getsizeof
def grow(key, n):
    d = {}; seen = []
    for i in range(n):
        if not seen or g(d) != seen[-1]: seen.append(g(d))
        d[key(i)] = i
    return seen
print(grow(str, 1500)); print(grow(int, 1500)); print(grow(lambda i: (i,), 100)); print(grow(lambda i: i if i == 7 else str(i), 50))
print([g(dict.fromkeys(range(n))) for n in range(0, 50, 3)], [g({i: i for i in range(n)}) for n in range(0, 50, 3)], [g(dict(zip('abcdefghijklmnop', range(n)))) for n in range(0, 17)])
d = {i: i for i in range(100)}
print(g(d), g(d.copy()), g(dict(d)), g({**d}), g(d | {}), g(d | {200: 1}))
for i in range(95): del d[i]
print(len(d), g(d), g(d.copy()), g(dict(d)))
for i in range(200, 300): d[i] = i
print(len(d), g(d)); d.clear(); print(g(d)); d[1] = 1; print(g(d))
print(g({}), g(dict()), g({'a': 1}), g(dict(a=1)), g(dict([('a', 1)])), g({1: 1}), g(dict(a=1, b=2, c=3, d=4, e=5, f=6)), g({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6}), g({**{'a': 1}}), g({}.copy()), g({'a': 1}.copy()))
e = {'a': 1}; print(g(e)); e[1] = 2; print(g(e)); del e[1]; print(g(e)); e['b'] = 1; print(g(e))
e.update({str(i): i for i in range(20)}); print(g(e)); e.update(x=1); print(g(e)); e |= {i: i for i in range(50)}; print(g(e))
def kw(**k): return g(k)
print(kw(), kw(a=1), kw(a=1, b=2, c=3, d=4, e=5, f=6), kw(**{'a': 1}))
print(g({}.keys()), g({}.values()), g({}.items()), g(iter({})), g(iter({}.items())), g(iter({}.values())), g(reversed({})))
