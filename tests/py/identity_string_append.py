# s += x grows in place when nobody else holds s
s = 'a' * 50 + str(1)
same = 0
for i in range(200):
    before = id(s)
    s += 'x'
    same += id(s) == before
print(len(s), same >= 0)
def local():
    s = 'abc' + str(2)
    t = s
    s += 'd'
    return s, t
print(local())
class C: pass
c = C(); c.s = 'q' + str(3); c.s += 'w'; print(c.s)
l = ['z' + str(4)]; l[0] += 'y'; print(l)
def closure():
    s = 'm' + str(5)
    def add():
        nonlocal s
        s += 'n'
        return s
    add(); return add()
print(closure())
u = ''; u += 'é'; u += 'a'; u += '日'; u += '😀'; print(u, len(u))
v = 'abc'; v += ''; print(v)
w = ''; w += 'only'; print(w)
p = 'p' + str(6); q = p + ''; print(q is p, ('' + p) is p, p * 1 is p, p[:] is p, str(p) is p, p.strip() is p, p.replace('x', 'y') is p, p.ljust(1) is p, p.lower() is p, ''.join([p]) is p, '%s' % p is p, f'{p}' is p, '{}'.format(p) is p, p.encode().decode() is p, p.expandtabs() is p, p.partition('-')[0] is p, p.split('-')[0] is p, p.zfill(1) is p, p.removeprefix('z') is p, p.translate({}) is p, format(p) is p, p.center(0) is p)
b = b'b' * 3; print(b[:] is b, bytes(b) is b, b + b'' is b, b.strip() is b, b * 1 is b, b.replace(b'x', b'y') is b, b''.join([b]) is b)
t = (1, [2]); print(t[:] is t, tuple(t) is t, t + () is t, t * 1 is t, t[0:2] is t)
f = frozenset([1]); print(frozenset(f) is f, f.copy() is f, f | set() is f, f & f is f)
n = 10**20; print(+n is n, int(n) is n, n + 0 is n, n * 1 is n, abs(n) is n, n // 1 is n, n >> 0 is n, n << 0 is n, n | 0 is n, round(n) is n, n.__index__() is n, n.real is n, n.numerator is n, n ** 1 is n)
x = 1.5 * 2; print(+x is x, float(x) is x, abs(x) is x, x * 1 is x, x.real is x, x.__float__() is x, x.conjugate() is x)
