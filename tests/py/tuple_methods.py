t = (1, 2, 2, 'x')
print(t.count(2), t.index('x'), t + (5,), t * 2, 0 * t, t[1], t[-1], t[1:3], t[::-1], len(t), 2 in t, t == (1, 2, 2, 'x'), hash((1, 2)) == hash((1, 2)), hash(()), hash((1,)), hash((1, 'a')))
print((1,), (), (1, (2, (3,))), tuple('ab'), tuple([1]), tuple(), t[:] is t, tuple(t) is t, t * 1 is t, () + t is t, (1, 2) < (1, 3), (1,) < (1, 0), sorted([(2,), (1, 9)]))
class T(tuple):
    pass
s = T((1, 2))
print(s, type(s).__name__, type(s[:]).__name__, type(s + s).__name__, tuple(s) is s, s == (1, 2), hash(s) == hash((1, 2)), T.__mro__[1], s * 1 is s)
a, b = b, a = 1, 2
print(a, b)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: t.index(9))
attempt(lambda: t[9])
attempt(lambda: t['a'])
attempt(lambda: t + [1])
attempt(lambda: t * 'a')
attempt(lambda: t < [1])
attempt(lambda: tuple(1))
attempt(lambda: tuple(1, 2))
attempt(lambda: tuple(sequence=[1]))
attempt(lambda: hash(([],)))
attempt(lambda: t.append(1))
attempt(lambda: t.count())
x = ([],)
try:
    x[0] += [1]
except TypeError as e:
    print(e, x)
r = ([],)
r[0].append(r)
print(r)
