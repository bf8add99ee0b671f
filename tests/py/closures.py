def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    return inner
f = outer()
print(f(), f(), f.__closure__[0].cell_contents)
fs = [lambda: i for i in range(3)]
print([g() for g in fs])
fs = [lambda i=i: i for i in range(3)]
print([g() for g in fs])
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get(): return n
    return inc, get
i, g = counter()
i(); i()
print(g())
def late():
    def f(): return later
    later = 5
    return f()
print(late())
def unbound():
    def f(): return nothere
    if 0: nothere = 1
    return f()
try:
    unbound()
except NameError as e:
    print(type(e).__name__, e)
def ub():
    print(v)
    v = 1
try:
    ub()
except UnboundLocalError as e:
    print(e)
