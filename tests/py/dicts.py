d = {'a': 1, 'b': 2}
d['c'] = 3; d.update(x=9); d.update({'y': 8}); d.setdefault('z', []).append(1)
print(d, d.get('q'), d.get('q', 0), d.pop('x'), d.pop('nope', None), list(d), list(d.values()), list(d.items()), 'a' in d, len(d))
del d['a']; print(d, d.popitem(), d | {'n': 1}, dict(a=1, **{'b': 2}), dict([(1, 2)]), dict.fromkeys('ab', 0))
d |= {'b': 5}; print(d, d == {'c': 3, 'b': 5, 'y': 8}, list(reversed(d)), d.copy() is d)
print(d.keys() & {'b'}, d.items() >= {('b', 5)}, d.keys() | {'q'}, sorted(d.keys() - {'b'}))
d.clear(); print(d, {}, {1: {2: {}}}, {1: 'a', True: 'b', 1.0: 'c'})
for bad in (lambda: {}['x'], lambda: {[]: 1}, lambda: {}.popitem(), lambda: {}.pop('k'), lambda: dict(1), lambda: dict([(1,)])):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 0
except RuntimeError as e:
    print(e)
class M(dict):
    def __missing__(self, k): return 'missing ' + str(k)
print(M()['x'], M(a=1)['a'], M().get('x'))
d = {}; d['d'] = d; print(d)
