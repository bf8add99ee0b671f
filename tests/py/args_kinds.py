def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6))
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))
print(f(*[1, 2, 3], **{'c': 4, 'z': 5}))
print((lambda *a, **k: (a, k))(1, x=2))
