l = list(range(10))
print(l[2:5], l[:3], l[7:], l[-3:], l[::3], l[::-2], l[5:1:-1], l[100:], l[-100:2], l[3:3])
s = slice(1, None, 2)
print(s, l[s], s.start, s.stop, s.step, s.indices(5), slice(3) == slice(None, 3))
print('abcdef'[1:-1:2], (1, 2, 3)[::-1], range(10)[2:8:3], b'abc'[::-1])
class S:
    def __getitem__(self, k): return k
print(S()[1:2, ::3], S()[...], S()[1, 2], S()[:])
try:
    l[::0]
except ValueError as e:
    print(e)
try:
    l['a':]
except TypeError as e:
    print(e)
