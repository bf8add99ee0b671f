fs = [lambda: i for i in range(3)]
print([f() for f in fs])
gs = []
for i in range(3):
    def g(i=i): return i
    gs.append(g)
print([g() for g in gs])
def make():
    out = []
    for k in range(3):
        def h(): return k
        out.append(h)
    return out
hs = make()
print([h() for h in hs], hs[0].__closure__[0] is hs[1].__closure__[0], hs[0].__closure__[0].cell_contents)
def nested():
    x = 1
    def a():
        def b():
            def c():
                nonlocal x
                x += 1
                return x
            return c
        return b
    c = a()()
    return c(), c(), x
print(nested())
def params(p, *args, k=1, **kw):
    return [lambda: p, lambda: args, lambda: k, lambda: kw]
print([f() for f in params(1, 2, k=3, z=4)], params.__code__.co_cellvars)
def rec(n):
    def inner(m): return m if m == 0 else inner(m - 1) + n
    return inner(3)
print(rec(5))
def shadow():
    x = 'outer'
    def f():
        r = [x for x in range(3)]
        return r, x
    return f()
print(shadow())
def deleted():
    x = 1
    def f(): return x
    del x
    try: f()
    except NameError as e: return str(e)
print(deleted())
def later():
    def f(): return y
    y = 'bound later'
    return f()
print(later())
class Body:
    z = 'class z'
    def method(self):
        try: return z
        except NameError as e: return str(e)
    fs = [lambda: __class__, (lambda: 1)]
print(Body().method())
def cellclass():
    v = 5
    class K:
        v = 6
        def get(self): return v
    return K.v, K().get()
print(cellclass())
def genclosure():
    n = 3
    g = (n * i for i in range(3))
    n = 10
    return list(g)
print(genclosure())
def multi():
    a, b, c = 1, 2, 3
    def f(): return c, a
    return f.__code__.co_freevars, [x.cell_contents for x in f.__closure__], f()
print(multi())
empty = (lambda: (lambda: q, [0 for q in ()]))()
def unset():
    if False: r = 1
    def f(): return r
    try: f.__closure__[0].cell_contents
    except ValueError as e: return str(e)
print(unset(), type(unset.__code__).__name__)
