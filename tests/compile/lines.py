x = [f() for
 i in y]
def f():
    x = 1
    return [x
      for y in z
        if y]
def g(a):
    """doc"""
def h(a):
    "not" "doc"
    pass
def i(a):
    f"not doc"
def j():
    "%s" % ("a",)
def k():
    1
    "a"
    x
    ...
def l():
    x: int
    y: int = 1
    (z): int
    a.b: c
    a[b]: c = d
def m():
    if x:
        return
    else:
        return
def n():
    while x:
        if y: break
    else:
        return 1
def o():
    for x in y:
        pass
    else:
        z
def p(x):
    if x:
        try: pass
        finally: y
    else: pass
def q():
    try:
        return
    finally:
        pass
def r():
    import a.b.c as d
    from a import b as c, d
    global e
    import e
    class f: pass
    return e
def s(*, a=1): return a
def t(*a, **b): return a, b
lambda: 1, lambda x: x, lambda *x: x
print("a" "b" f"{x}" "c")
x = 1 if y else 2
x = y if 1 else 2
x = (yield_ := 3)
def u(x): return not x
def v(x): return not (x and y)
def w(x):
    return (x or
       y or
         z)
def long(a0,a1,a2,a3,a4,a5,a6,a7,a8,a9):
    x = (a0 and a1 and a2 and
        a3)
    if (a4 or
        a5): pass
    return a6 if a7 else a8
class A:
    def f(self):
        class B:
            def g(self): return super().g, __class__
            __class__
        return __class__
class C:
    global GG
    GG = 1
    def GG2(self): pass
    class GG: pass
def gg():
    global hh, KK
    def hh(): pass
    class KK:
        def z(self): pass
