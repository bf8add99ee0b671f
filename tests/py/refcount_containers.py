import sys
rc = sys.getrefcount
o = object()
l = [o, o]
print(rc(o)); t = (o,); print(rc(o)); d = {o: o}; print(rc(o)); s = {o}; print(rc(o)); f = frozenset([o]); print(rc(o))
l2 = l + l; print(rc(o)); l3 = l[:]; print(rc(o)); l4 = l * 3; print(rc(o)); t2 = tuple(l); print(rc(o)); d2 = dict(d); print(rc(o)); d3 = {**d}; print(rc(o))
s2 = s | {1}; print(rc(o)); it = iter(l); print(rc(o), rc(l)); next(it); print(rc(o), rc(l)); sl = slice(o, o, o); print(rc(o))
v = d.values(); print(rc(o), rc(d)); i = d.items(); print(rc(d)); p = next(iter(i)); print(rc(o), rc(p))
l.append(o); print(rc(o)); l.pop(); print(rc(o)); l.clear(); print(rc(o)); d.clear(); print(rc(o)); s.clear(); print(rc(o))
l3[0] = None; print(rc(o)); l3.reverse(); l3.remove(None); print(rc(o)); l4[1:3] = []; print(rc(o)); del l4[::2]; print(rc(o)); l4 += l4; print(rc(o))
d2.pop(o); print(rc(o)); d3.popitem(); print(rc(o)); s2.discard(o); print(rc(o)); del f, t, t2, p, sl; print(rc(o))
z = zip([o], [o]); print(rc(o)); n = next(z); print(rc(o), rc(n)); e = enumerate([o]); print(rc(o)); r = reversed([o]); print(rc(o)); m = map(lambda x: x, [o]); print(rc(o))
del z, n, e, r, m, l2, l3, l4; print(rc(o))
dd = {'k': o}; print(rc(o), dd.get('k') is o, dd.setdefault('j', o) is o, rc(o)); dd.update(x=o); print(rc(o)); dd2 = dd.copy(); print(rc(o)); dd.clear(); dd2.clear(); print(rc(o))
fk = dict.fromkeys([1, 2, 3], o); print(rc(o)); del fk; print(rc(o))
