data = [(i * 7919) % 101 for i in range(300)]
s = sorted(data)
print(s == sorted(reversed(data)), s[:5], s[-5:])
pairs = [(v % 5, i) for i, v in enumerate(data)]
pairs.sort(key=lambda p: p[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(pairs, pairs[1:])))
pairs.sort(key=lambda p: p[0], reverse=True)
print(all(a[0] > b[0] or a[1] < b[1] for a, b in zip(pairs, pairs[1:])))
count = 0
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        global count
        count += 1
        return self.v < o.v
for n in (0, 1, 2, 3, 10, 63, 64, 65, 200, 300):
    count = 0
    k = [K(v) for v in data[:n]]
    k.sort()
    print(n, count)
    count = 0
    k.sort()
    print(n, count)
    count = 0
    k.sort(reverse=True)
    print(n, count)
l = [3, 2, 1]
class Mod:
    def __init__(self, v): self.v = v
    def __lt__(self, o): l.append(1); return self.v < o.v
l[:] = [Mod(2), Mod(1)]
try:
    l.sort()
except ValueError as e:
    print(e, len(l))
def key(x):
    raise KeyError(x)
l = [3, 2]
try:
    l.sort(key=key)
except KeyError as e:
    print(repr(e), l)
l = [5, 4]
l.sort(key=lambda x: (print('inside', l), x)[1])
print(l)
mixed = [1.5, 1, True, 0.5, -1]
mixed.sort(); print(mixed)
print(sorted([[2], [1, 5], [1]]), sorted(['é', 'z', 'a', '日']), sorted([float('nan'), 1, 2])[1:], sorted([(1, 2), (1,)]))
