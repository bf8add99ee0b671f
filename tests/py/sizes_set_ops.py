import sys
g = sys.getsizeof
s = set(); seen = []
for i in range(1500):
    if not seen or g(s) != seen[-1]: seen.append(g(s))
    s.add(i)
print(seen)
print([g(set(range(n))) for n in range(0, 100, 5)], [g(frozenset(range(n))) for n in range(0, 100, 5)], [g({*range(n)}) for n in range(0, 40, 5)], [g({i for i in range(n)}) for n in range(0, 40, 5)])
t = set(range(100))
print(g(t), g(t.copy()), g(set(t)), g(frozenset(t)), g(t | {1}), g(t & {1}), g(t - {1}), g(t ^ {1}))
for i in range(95): t.discard(i)
print(len(t), g(t), g(t.copy())); t.add(1); print(g(t)); t.clear(); print(g(t)); t.update(range(6)); print(g(t)); t.update({7, 8}); print(g(t)); t &= {1}; print(g(t)); t |= set(range(50)); print(g(t)); t -= set(range(50)); print(g(t))
u = {1, 2, 3, 4}; print(g(u)); u.remove(1); u.add(5); print(g(u)); u.add(6); print(g(u)); u.add(7); print(g(u)); print(g({1, 2, 3, 4, 5}), g(set('abcde')), g(set()), g(frozenset()), g(iter(set())))
