a = [1]; b = a; a += [2]; print(a is b, b)
a = [1]; b = a; a = a + [2]; print(a is b, b)
t = (1,); u = t; t += (2,); print(t is u, u)
s = {1}; r = s; s |= {2}; print(s is r, r); s = s | {3}; print(s is r)
f = frozenset([1]); h = f; f |= {2}; print(f is h)
d = {}; e = d; d |= {'a': 1}; print(d is e, e)
n = 1000; m = n; n += 0; print(n is m, n == m)
x = 'ab'; y = x; x += 'c'; print(x is y, y)
l = [1, 2]; k = l; l *= 2; print(l is k, k)
l = [[0]] * 3; l[0] += [1]; print(l)
t = ([],)
try: t[0] += [5]
except TypeError as err: print(err, t)
a = a2 = []; a += 'xy'; print(a2)
class C:
    shared = []
    def add(self, v): self.shared += [v]
c, e = C(), C(); c.add(1); print(C.shared, e.shared, 'shared' in c.__dict__, 'shared' in e.__dict__)
def default(v, acc=[]): acc.append(v); return acc
print(default(1), default(2), default(3, []), default.__defaults__)
b = bytearray(b'a'); bb = b; b += b'c'; print(b is bb, bb)
i = 5; j = i; i += 1; print(i, j)
x = y = []; x.append(1); print(y); x = x + [2]; print(y)
m = [[0] * 2] * 2; m[0][0] = 1; print(m); m = [[0] * 2 for _ in range(2)]; m[0][0] = 1; print(m)
