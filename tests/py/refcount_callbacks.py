import sys
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        print('eq', sys.getrefcount(self), sys.getrefcount(other))
        return self.n == other.n
a, b = K(1), K(1)
d = {a: 'x'}
print(d[b])
print(b in d)
d[b] = 'y'
s = {a}
print(b in s)
def key(x):
    print('key', sys.getrefcount(x))
    return x[0]
l = [[2], [1]]
l.sort(key=key)
print(l)
print(sorted([[3], [1]], key=key))
print(max([[1], [2]], key=key))
print(list(map(lambda x: sys.getrefcount(x), [[1]])))
print(list(filter(lambda x: sys.getrefcount(x), [[1]])))
