import sys
rc = sys.getrefcount
class K:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print('lt', rc(self), rc(o)); return self.n < o.n
    def __eq__(self, o): print('eq', rc(self), rc(o)); return self.n == o.n
    def __hash__(self): return 7
a, b = K(2), K(1)
l = [a, b]
l.sort()
print(sorted([a, b]) == [b, a])
l = [a, b]
l.sort(key=lambda x: print('key', rc(x)) or x.n)
print(min(a, b) is b, max([a, b]) is a)
d = {a: 1}
print(d.get(K(2)), d.get(K(3)), K(2) in d, d.pop(K(2)))
s = {a}
print(K(2) in s, s | {K(2)} == s)
print([a].index(K(2)), [a].count(K(2)), (a,).index(K(2)), K(2) in [a], K(2) in (a,), [a] == [K(2)], (a,) == (K(2),), {'k': a} == {'k': K(2)})
l = [a]; l.remove(K(2)); print(l, rc(a), rc(b))
class H:
    def __hash__(self): print('hash', rc(self)); return 3
h = H()
{h}; {h: 1}; [h].count(h); set([h]); frozenset([h]); dict.fromkeys([h]); hash((h,)); {}.get(h); {1}.discard(h)
