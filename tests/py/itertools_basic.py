import itertools as it, operator, sys
L = lambda x, n=20: list(it.islice(x, n))
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
print(L(it.accumulate([1, 2, 3, 4])), L(it.accumulate([1, 2, 3], operator.mul)), L(it.accumulate([1, 2], initial=10)), L(it.accumulate([])), L(it.accumulate('ab')), L(it.accumulate([], initial=3)))
print(L(it.chain('ab', [1, 2], ())), L(it.chain.from_iterable(['ab', 'cd'])), L(it.chain()), L(it.compress('abcdef', [1, 0, 1, 0, 1, 1])))
print(L(it.count(), 3), L(it.count(5, 2), 3), L(it.count(0.5, 0.25), 3), it.count(3), it.count(1, 2), L(it.count(2**63 - 2), 4), L(it.count(step=3), 3), it.count(2**70))
print(L(it.cycle('abc'), 7), L(it.cycle([])), L(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), L(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), L(it.filterfalse(lambda x: x % 2, range(6))), L(it.filterfalse(None, [0, 1, '', 'x'])))
print(L(it.starmap(pow, [(2, 3), [3, 2]])), L(it.islice('abcdef', 2)), L(it.islice('abcdef', 1, 4)), L(it.islice('abcdef', 1, None, 2)), L(it.islice('abc', 0)), L(it.islice('abc', None)))
print(L(it.pairwise('abcd')), L(it.pairwise('a')), L(it.repeat(7, 3)), L(it.repeat(7), 2), it.repeat('x', 2), it.repeat('y'), it.repeat(1, 5).__length_hint__(), L(it.repeat(1, -1)))
print(L(it.zip_longest('ab', [1, 2, 3])), L(it.zip_longest('abc', [1], fillvalue='-')), L(it.zip_longest()), L(it.zip_longest([])))
print(L(it.product('ab', [1, 2])), L(it.product([0, 1], repeat=3), 9), L(it.product()), L(it.product('ab', [])), L(it.product('ab', repeat=0)))
print(L(it.permutations('abc')), L(it.permutations('abc', 2)), L(it.permutations('abc', 0)), L(it.permutations('ab', 3)), L(it.permutations([])))
print(L(it.combinations('abcd', 2)), L(it.combinations('abc', 0)), L(it.combinations('ab', 3)), L(it.combinations_with_replacement('abc', 2)), L(it.combinations_with_replacement([], 2)), L(it.combinations_with_replacement([], 0)))
print([(k, list(g)) for k, g in it.groupby('aaabbc')], [(k, list(g)) for k, g in it.groupby(range(8), key=lambda x: x // 3)], [k for k, g in it.groupby('aabb')])
g = it.groupby('aabb'); k, first = next(g); next(g); print(k, list(first))
a, b = it.tee('abc'); print(next(a), next(a), list(b), list(a), it.tee([], 0), len(it.tee('x', 3)))
big, small = it.tee(range(200)); print(sum(big), sum(small))
for f in (lambda: it.accumulate(), lambda: it.chain(1).__next__(), lambda: it.count('a'), lambda: it.cycle(), lambda: it.islice('abc', -1), lambda: it.islice('abc', 0, 3, 0), lambda: it.islice('a'),
          lambda: it.repeat(), lambda: it.combinations('abc', -1), lambda: it.permutations('abc', 'x'), lambda: it.product('a', repeat=-1), lambda: it.starmap(pow), lambda: L(it.starmap(pow, [1])),
          lambda: it.takewhile(1), lambda: L(it.takewhile(1, [1])), lambda: it.tee('a', -1), lambda: it.chain(x=1), lambda: it.repeat(1).__length_hint__(), lambda: it.pairwise(1), lambda: it.dropwhile(None, []).x, lambda: it.cycle([], x=1)):
    tries(f)
sz = sys.getsizeof
print([sz(x) for x in (it.accumulate([]), it.chain(), it.compress([], []), it.count(), it.cycle([]), it.dropwhile(1, []), it.filterfalse(None, []), it.groupby([]), it.islice([], 1), it.pairwise([]), it.repeat(1), it.starmap(1, []), it.takewhile(1, []), it.zip_longest())])
print([sz(x) for x in (it.product('ab', 'cd'), it.permutations('abc'), it.permutations('abcd', 2), it.combinations('abc', 2), it.combinations_with_replacement('abc', 2), it.tee('a')[0])])
x = object()
r = it.repeat(x); print(sys.getrefcount(x)); c = it.cycle([x]); next(c); print(sys.getrefcount(x)); ch = it.chain([x]); v = next(ch); print(sys.getrefcount(x))
del r, c, ch, v; print(sys.getrefcount(x))
import gc
gc.collect()
l = []; l.append(it.chain(l)); l.append(it.cycle(l)); l.append(it.product(l)); del l; print(gc.collect())
print(it.chain, it.count.__doc__ is not None, type(it.chain('a')), it.chain[int])
class Sub(it.chain): pass
print(list(Sub('ab', 'c')))
p = it.product('ab', repeat=2); t1 = next(p); t2 = next(p); print(t1, t2)
it_ = it.zip_longest('abc', 'de'); first = next(it_); ident = id(first); del first; print(id(next(it_)) == ident)
