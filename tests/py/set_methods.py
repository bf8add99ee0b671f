s = {1, 2, 3}
s.add(4); s.discard(9); s.discard(1); s.remove(2); s.update([7], (8,), 'a')
print(s == {3, 4, 7, 8, 'a'}, len(s), 3 in s, s.copy() == s, s & {3, 99}, sorted(s - {'a'}), sorted({1, 2} | {3}), sorted({1, 2} ^ {2, 3}), {1} <= {1, 2}, {1} < {1}, {1, 2} >= {2}, {1} > set(), {1} == {1.0}, {1} != {2})
print({1, 2}.union([3], 'x') == {1, 2, 3, 'x'}, {1, 2}.intersection([2, 3], [2]), {1, 2}.difference([1]), {1}.symmetric_difference([2]) == {1, 2}, {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), set('aab') == {'a', 'b'}, set(), frozenset(), frozenset([1]), {*'a', *[1]} == {'a', 1})
t = {1, 2, 3}
t &= {2, 3, 4}; t |= {5}; t -= {2}; t ^= {5, 6}
print(t, t.pop() in (3, 6), len(t)); t.clear(); print(t)
t.intersection_update([1]); t.difference_update([1]); t.symmetric_difference_update([1]); print(t)
f = frozenset('ab')
print(hash(f) == hash(frozenset('ba')), f | {'c'} == {'a', 'b', 'c'}, type(f | {1}).__name__, type({1} | f).__name__, f == {'a', 'b'}, {f: 1}[frozenset('ab')], frozenset(f) is f, f.copy() is f, {frozenset({1})}, frozenset({1}) in {frozenset({1})}, {1} in {frozenset({1})}, hash(frozenset()))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: set().pop())
attempt(lambda: {1}.remove(2))
attempt(lambda: {1}.remove([]))
attempt(lambda: {1}.discard([]))
attempt(lambda: {1}.add([]))
attempt(lambda: {[]})
attempt(lambda: set(1))
attempt(lambda: set(1, 2))
attempt(lambda: {1} | [1])
attempt(lambda: {1} + {2})
attempt(lambda: {1} < 1)
attempt(lambda: {1}[0])
attempt(lambda: hash({1}))
attempt(lambda: f.add(1))
attempt(lambda: {1}.union(1))
attempt(lambda: {1}.issubset(1))
attempt(lambda: frozenset(1, 2))
attempt(lambda: set(x=1))
def change():
    e = {1, 2}
    for x in e:
        e.add(x + 10)
attempt(change)
