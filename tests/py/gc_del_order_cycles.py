import gc
gc.collect()
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'N%s' % self.n
    def __del__(self): print('del', self.n)
def ring(*names):
    ns = [N(x) for x in names]
    for a, b in zip(ns, ns[1:] + ns[:1]): a.next = b
ring(1, 2, 3)
print(gc.collect())
ring('c', 'a', 'b'); ring('z', 'y')
print(gc.collect())
def mixed():
    a = N('plain'); l = [a, N('in list')]; a.l = l; l.append(N('tail'))
    d = {'k': N('in dict')}; a.d = d; d['a'] = a
mixed()
print(gc.collect())
def old_and_young():
    a = N('old'); a.a = a
    gc.collect()
    b = N('young'); b.b = b; a.b = b
    c = N('younger'); c.a = a; b.c = c
old_and_young()
print(gc.collect())
def reversed_links():
    ns = [N(i) for i in range(5)]
    for a, b in zip(ns[1:] + ns[:1], ns): a.next = b
reversed_links()
print(gc.collect())
def hanging():
    l = []; l.append(l); l.append(N('hanging 1')); l.append([N('hanging 2'), N('hanging 3')]); l.append({'x': N('hanging 4')})
hanging()
print(gc.collect())
