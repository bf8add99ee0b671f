def f(a, b): pass
def g(a, /, b): pass
def h(*, c): pass
def k(a, b=1, *c): pass
def n(): pass
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, a=1), lambda: f(x=1, a=1, b=2), lambda: g(a=1, b=2),
             lambda: h(1), lambda: h(), lambda: k(), lambda: n(1), lambda: f(*1), lambda: f(**1), lambda: f(**{1: 2}),
             lambda: f(1, **{'a': 2}), lambda: h(c=1, **{'c': 2}), lambda: 1(), lambda: f(1, 2, z=3)):
    try:
        call()
    except TypeError as e:
        print(e)
