d = {'a': 1, 'b': 2}
print(d.get('a'), d.get('z'), d.get('z', 0), d.setdefault('c', 3), d.setdefault('a', 9), d.pop('c'), d.pop('zz', 'dflt'), d.popitem(), d, len(d), 'a' in d, list(d), d.copy() == d)
d.update({'x': 1}, y=2); d.update([('z', 3), ['w', 4]]); d |= {'v': 5}
print(d, d | {'a': 0}, {'q': 1} | d, list(d.keys()), list(d.values()), list(d.items()), list(reversed(d)), dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), dict(a=1, **{'b': 2}), dict([(1, 2)]), dict({'k': 1}, j=2))
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), 'x' in k, 5 in v, ('x', 1) in i, k & {'x', 'q'} == {'x'}, sorted(k | ['n']), sorted(k - {'x'}), sorted(k ^ {'x', 'n'}), k == set(d), i & {('x', 1)}, k.isdisjoint('q'), list(reversed(i)), k.mapping)
d.clear(); print(d, list(k), k)
print({1: 'a', 1.0: 'b', True: 'c'}, {**{'a': 1}, 'a': 2, **{'b': 3}}, {x: x * x for x in range(3)}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {} != {'a': 1})
r = {}; r['self'] = r; print(r, {'k': r.values()})
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: {}['x'])
attempt(lambda: {}[1])
attempt(lambda: {}[(1, 2)])
attempt(lambda: {[]: 1})
attempt(lambda: {}.pop('x'))
attempt(lambda: {}.popitem())
attempt(lambda: {}.pop())
attempt(lambda: {}.get())
attempt(lambda: dict(1))
attempt(lambda: dict([1]))
attempt(lambda: dict(['abc']))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict({}, {}))
attempt(lambda: {}.update(1))
attempt(lambda: {}.update([1, 2]))
attempt(lambda: {} < {})
attempt(lambda: {} + {})
attempt(lambda: {} | [])
attempt(lambda: {}.setdefault([], 1))
attempt(lambda: dict.fromkeys(1))
attempt(lambda: hash({}))
attempt(lambda: dict(**{1: 2}))
attempt(lambda: {}.keys() + 1)
attempt(lambda: {}.__delitem__('q'))
def change():
    e = {'a': 1, 'b': 2}
    for x in e:
        e[x + x] = 1
attempt(change)
def change2():
    e = {'a': 1, 'b': 2}
    for x in e:
        del e[x]; e[x + 'n'] = 1
attempt(change2)
