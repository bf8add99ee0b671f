class Seq:
    def __init__(self, *a): self.a = list(a)
    def __len__(self): print('len'); return len(self.a)
    def __getitem__(self, i): print('get', i); return self.a[i]
    def __setitem__(self, i, v): print('set', i, v); self.a[i] = v
    def __delitem__(self, i): print('del', i); del self.a[i]
s = Seq(1, 2, 3)
print(list(s))
print(2 in s, 9 in s)
print(list(reversed(s)))
s[0] = 5
s[1:2] = [7, 8]
del s[-1]
s[0] += 1
print(s.a, bool(s), [*s], max(s), sorted(s))
a, *b = s
print(a, b)
class Missing(dict):
    def __missing__(self, k): print('missing', k); return k * 2
m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'b' in m, len(m))
class WithIter:
    def __iter__(self): return iter('xyz')
print(list(WithIter()), 'y' in WithIter(), dict(zip(WithIter(), range(3))))
class ClassItem:
    def __class_getitem__(cls, k): return cls.__name__, k
print(ClassItem[1, 2], ClassItem['a':])
