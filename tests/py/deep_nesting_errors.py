import sys
l = []
for i in range(10000): l = [l]
t = ()
for i in range(10000): t = (t,)
d = {}
for i in range(10000): d = {'d': d}
def attempt(f):
    try:
        r = f()
        print(type(r).__name__)
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: repr(l))
attempt(lambda: repr(t))
attempt(lambda: repr(d))
attempt(lambda: l == [l])
m = []
for i in range(10000): m = [m]
attempt(lambda: l == m)
attempt(lambda: l < m)
attempt(lambda: hash(t))
attempt(lambda: d == {'d': d})
attempt(lambda: str(l))
attempt(lambda: isinstance(1, t))
a = []; a.append(a); b = []; b.append(b)
attempt(lambda: a == b)
print(a, repr(a), [a])
attempt(lambda: eval('(' * 300 + ')' * 300))
attempt(lambda: eval('-' * 5000 + '1'))
attempt(lambda: eval('[' * 150 + ']' * 150))
attempt(lambda: eval('1' + '+1' * 5000))
attempt(lambda: eval('a' + '.b' * 5000))
del l, t, d, m
print('gone')
