import sys
rc = sys.getrefcount
o = object()
l = [o]
for x in l:
    print(rc(l), rc(x))
print(rc(l), rc(o))
del x
it = iter(l)
print(rc(l), rc(it))
list(it)
print(rc(l))
for t in (o,): print(rc(t))
for k in {o: 1}: print(rc(k))
for k, v in {o: o}.items(): print(rc(k))
for v in {1: o}.values(): print(rc(v))
for s in {o}: print(rc(s))
for i, e in enumerate([o]): print(rc(e))
for a, b in zip([o], [o]): print(rc(a))
for m in map(lambda q: q, [o]): print(rc(m))
for f in filter(None, [o]): print(rc(f))
for r in reversed([o]): print(rc(r))
for n in (y for y in [o]): print(rc(n))
for c in iter([o].pop, None):
    print(rc(c))
    break
print(rc(o))
del t, k, v, s, e, a, b, m, f, r, n, c
print(rc(o))
print([rc(x) for x in [o]], {rc(x) for x in [o]}, {rc(x): 0 for x in [o]}, list(rc(x) for x in [o]), list(map(rc, [o])), [rc(x) for x in (o,)], [rc(x) for x in (lambda: [o])()])
d = {'k': o}
it = iter(d.items()); p = next(it); print(rc(p), rc(o), rc(d)); del it, p; print(rc(d), rc(o))
it = iter(d); next(it); print(rc(d)); list(it); print(rc(d))
s = {o}; it = iter(s); next(it); print(rc(s), rc(o)); print(next(it, None), rc(s))
z = zip(l, l); t = next(z); print(rc(o), rc(t)); print(next(z, 'end'), rc(o), rc(t)); del t; print(rc(o))
en = enumerate(l); t = next(en); print(rc(o), rc(t)); del t, en; print(rc(o))
r = iter(range(10**20)); print(rc(r), rc(next(r)) > 10**6)
