import sys
rc = sys.getrefcount
o = []
a, b = o, o
print(rc(o))
a, *b = [o, o, o]
print(rc(o), rc(b))
(a, b), [c, d] = (o, o), [o, o]
print(rc(o))
del a, b, c, d
x = y = z = o
print(rc(o))
x, y = y, x
print(rc(o))
del x, y, z
match [o, 1]:
    case [v, 1]: print(rc(v), rc(o))
match {'k': o, 'j': 1}:
    case {'k': w, **rest}: print(rc(w), rc(rest))
class P:
    __match_args__ = ('q',)
    def __init__(self, q): self.q = q
match P(o):
    case P(u) as whole: print(rc(u), rc(whole))
match o:
    case []: print(rc(o))
match [o, o, o]:
    case [first, *others]: print(rc(first), rc(others))
del v, w, u, rest, whole, first, others
print(rc(o))
if (t := o) is o: print(rc(o))
with type('CM', (), {'__enter__': lambda s: o, '__exit__': lambda s, *a: print('exit', rc(o))})() as h:
    print(rc(h))
del t, h
print(rc(o))
i = [o][0] and o or o
print(rc(o)); i = None
