g = 1
def a():
    global g, new
    g = 2; new = 3
a(); print(g, new)
def b():
    x = 1
    def c():
        nonlocal x
        x += 1
        def d():
            nonlocal x
            x *= 10
            return x
        return d()
    return c(), x
print(b())
def e():
    x = 'outer'
    class K:
        x = 'class'
        y = x
        def m(self): return x
        nested = [x for _ in range(1)]
    return K.x, K.y, K().m(), K.nested
print(e())
def f():
    try: return g_local
    except UnboundLocalError as x: return str(x)
    g_local = 1
print(f())
def h():
    def i(): return j
    try: i()
    except NameError as x: print(x)
    j = 5
    r = i()
    del j
    try: i()
    except NameError as x: print(x)
    try: j
    except UnboundLocalError as x: print(x)
    return r
print(h())
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get(): return n
    return inc, get
inc, get = counter(); inc(); inc(); print(get(), inc.__closure__[0] is get.__closure__[0])
class Glob:
    global in_class
    in_class = 5
print(in_class, hasattr(Glob, 'in_class'))
def del_global():
    global g
    del g
    try: g
    except NameError as x: print(x)
del_global()
for src in ('def f():\n nonlocal q', 'nonlocal q', 'def f(a):\n global a', 'def f():\n a = 1\n global a', 'def f():\n print(a)\n global a', 'def f():\n a = 1\n def g():\n  a = 2\n  nonlocal a', 'def f():\n global a\n nonlocal a', 'def f(a, a): pass', 'global x\nx: int = 1', 'def f():\n a: int\n nonlocal a', 'def f():\n for a in b: pass\n global a', 'def f():\n import a\n global a', 'class C:\n nonlocal x'):
    try:
        compile(src, 's', 'exec')
        print('ok')
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)
