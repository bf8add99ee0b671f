import sys
g = sys.getsizeof
l = []
seen = []
for i in range(300):
    if not seen or g(l) != seen[-1]: seen.append(g(l))
    l.append(i)
print(seen)
seen = []
while l:
    l.pop()
    if not seen or g(l) != seen[-1]: seen.append(g(l))
print(seen)
print([g([None] * n) for n in range(12)], [g(list(range(n))) for n in range(20)], [g(list((0,) * n)) for n in range(12)], [g(list('x' * n)) for n in range(12)])
print([g([i for i in range(n)]) for n in range(20)], [g(list(i for i in range(n))) for n in range(12)], [g([*range(n)]) for n in range(20)])
a = [1, 2, 3]; print(g(a)); a += [4]; print(g(a)); a.extend([5, 6]); print(g(a)); a.extend(range(10)); print(g(a)); a.insert(0, 1); print(g(a)); a = a + a; print(g(a)); a *= 2; print(g(a)); a = a[5:]; print(g(a)); del a[3:]; print(g(a)); a[1:1] = range(9); print(g(a)); a.clear(); print(g(a)); a.append(1); print(g(a)); b = a.copy(); print(g(b)); a.sort(); print(g(a)); a[:] = [1, 2]; print(g(a)); a.extend(()); print(g(a)); c = sorted((3, 1, 2)); print(g(c)); print(g([1, 2]), g([1, 2, 3]), g([a, a, a]), g([*a, 1]), g('a b c'.split()), g(list({1: 2})), g(list({1, 2, 3})), g('abc'.partition('b')))
a = [0] * 100
for n in (90, 60, 49, 30, 20, 10, 5, 1, 0):
    del a[n:]
    print(n, g(a), end=' ')
print()
a = list(range(50))
a.reverse(); print(g(a)); a.remove(5); print(g(a)); a.pop(0); print(g(a))
