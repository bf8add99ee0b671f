class Count:
    def __init__(self, n): self.n, self.i = n, 0
    def __iter__(self): print('iter'); return self
    def __next__(self):
        self.i += 1
        if self.i > self.n: raise StopIteration
        return self.i
print(list(Count(3)), tuple(Count(2)), set(Count(2)), [x for x in Count(2)], dict(zip(Count(2), 'ab')), sum(Count(4)), max(Count(3)), 2 in Count(3), [*Count(2), *Count(1)], ','.join(str(x) for x in Count(2)), sorted(Count(3), reverse=True))
a, b, *c = Count(5)
print(a, b, c)
for x in Count(3):
    if x == 2: continue
    print(x)
else:
    print('else')
class GetItem:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(GetItem()), 20 in GetItem(), list(zip(GetItem(), 'abcd')), [*GetItem()])
it = iter(GetItem()); next(it)
print(list(it), list(it))
class Broken:
    def __iter__(self): return self
    def __next__(self): raise ValueError('broken')
class NoNext:
    def __iter__(self): return self
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: list(Broken()))
attempt(lambda: list(NoNext()))
attempt(lambda: [*5])
attempt(lambda: {**5})
attempt(lambda: print(*5))
attempt(lambda: print(**5))
attempt(lambda: print(**{1: 2}))
def unpack1(): a, b = 1
def unpack2(): a, b = 1, 2, 3
def unpack3(): a, b, c = 'ab'
def unpack4(): a, *b, c = 'a'
def unpack5(): a, b = {1, 2, 3}
def unpack6(): (a, b), c = 1, 2
def unpack7(): a, b = Broken()
def unpack8(): a, b = None
for f in (unpack1, unpack2, unpack3, unpack4, unpack5, unpack6, unpack7, unpack8):
    attempt(f)
l = [1, 2, 3]
it = iter(l)
next(it); l.append(4); print(list(it)); l.append(5); print(list(it))
l = [1, 2, 3, 4]
print([l.remove(x) or x for x in l], l)
print(list(iter(l)), iter(l).__length_hint__(), list(reversed(l)), next(reversed({'a': 1, 'b': 2})))
