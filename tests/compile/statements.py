async def f(x):
    async with x as y, z: await y
    async for i in x:
        if i: break
        await i
        continue
    else: return
    l = [i async for i in x if await i]
    s = {await i for i in x}
    d = {i: j async for i, j in x for k in j}
    g = (i async for i in x)
    g = (await i for i in x)
    try:
        return await x
    finally: await y
async def g():
    yield 1
    x = yield
    return
def t(x):
    try: a()
    except A: b()
    except B as e: c(); return e
    except (C, D): raise
    except: d()
    else: e()
    finally: f()
    try:
        for i in x:
            try: return 1
            finally: g()
    finally: h()
    for i in x:
        try:
            if i: continue
            break
        except E as e:
            if e: continue
            break
        finally:
            i()
    with a as b, c as (d, e), f: return b
    with a:
        for i in x:
            with b: break
            with c as d: continue
    try: pass
    finally: pass
    try: return 1
    except: return 2
    finally: return 3
def u(x):
    try: a()
    except* A: b()
    except* B as e: c()
    else: d()
    finally: e()
    try: a()
    except* (A, B): pass
    while 1:
        try: x()
        except X: break
        else: continue
def v():
    def a():
        nonlocal x
        x = 1
        def b(): return x, y, z
        return b
    x = 2
    y = 3
    global z
    z = 4
    class C:
        x = x
        def y(self): return __class__, x, super().y
        z = lambda: x
        l = [x for i in y]
    return a, C, [x for x in y for z in x if z], {x: y for x in y}, {x for x in y}, (x for x in y), lambda: x
def args(a, b, /, c, d=1, *e, f, g=2, **h):
    def inner(): return a, b, c, d, e, f, g, h
    return inner
class D(E, F, metaclass=G, **kw):
    """doc"""
    a: int
    b: str = 1
    __m = 2
    @d1
    @d2(1)
    def f(self): "doc"; return self.__m
    @p
    async def __g(self): pass
    @property
    class H: pass
@a.b
@c
class I(J): x = 1
def n(x=[y for y in z], *, a, b=1, c=2): return [y := f(x), y**2]
def w():
    if any((y := x) for x in z): return y
    [[q := 1 for i in j] for j in k]
    print([last := i for i in x], [i for i in range(5) if (j := i)])
def gen():
    x = yield
    y = yield 1, 2
    yield
    return 5
def lines(
    a,
    b=1,
):
    return foo(
        a,
        b,
        c=
        3,
    ).bar(
        1
    )[
        2
    ]
if x:
    def q(): pass
elif y: pass
else:
    for i in x: pass
def empty_try():
    try:
        pass
    except X:
        pass
def ret_paren():
    return (
        1
    )
def ret_none():
    return None
def nest(a):
    while a:
        while b:
            if c:
                return
            try:
                break
            except X:
                return 4
    raise A from b
    raise
def cellarg(a, b, c):
    x = 1
    return lambda: (c, a, x)
def unreach():
    return 1
    x = 2
    def foo(): pass
def fin():
    try: x()
    finally: f = lambda: 0; g = [i for i in x]
def w2():
    with x: pass
    with (a as b, c as d,): return 1
    with a:
        pass
    return
def chained(a,b,c):
    x = a < b < c
    if a < b < c: return 1
    if not a < b < c: return 2
    return a < b < c == d
def condx(a,b,c):
    if (a if b else c): return 1
    return (a if b else c) if (c if a else b) else (a and b)
