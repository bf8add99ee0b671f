a, *b = 1, 2, 3; print(a, b)
*a, b = 'xyz'; print(a, b)
a, *b, c = range(5); print(a, b, c)
[a, [*b, c], d] = 1, 'pqr', 2; print(a, b, c, d)
*a, = 'ab'; print(a)
print([*range(2), *'ab', 5], (*[1], 2), {*'a', *'a'}, {**{'a': 1}, 'b': 2, **{'a': 3}}, *[1, 2], sep='|')
def f(*args, **kw): return args, sorted(kw.items())
print(f(*[1], 2, *(3, 4), x=1, **{'y': 2}, **{'z': 3}), f(*'ab', **{}), f(**dict(a=1)), f(*()), f(*range(3), *[]))
for x, *y in [(1, 2, 3), 'ab']: print(x, y)
t = 1, *[2, 3]; print(t)
def g(): return 1, *[2]
def h(): yield 1, *[2]
print(g(), list(h()))
d = {}
d['k'], *d['rest'] = 1, 2, 3; print(d)
class O: pass
o = O(); o.a, *o.b = 'xyz'; print(o.a, o.b)
print({'x': 1, **{'x': 2}}, [*{}, *{1: 2}], max(*[1, 5], 3), x[(*[0],)[0]] if isinstance(x, str) else x)
def attempt(fn):
    try:
        print(fn())
    except TypeError as e:
        print(e)
attempt(lambda: f(**{'a': 1}, **{'a': 2}))
attempt(lambda: f(a=1, **{'a': 2}))
attempt(lambda: f(*5))
attempt(lambda: f(**[1]))
attempt(lambda: f(**{1: 2}))
attempt(lambda: [*None])
attempt(lambda: {**None})
attempt(lambda: {*1})
for src in ('*a = 1', '*a, *b = 1', 'a = *b', 'f(**k, *a)', 'f(a=1, 2)', 'f(**k, a)', '[*a for a in b]', '{**a for a in b}', 'print(*)', 'del *a', 'x = (*a)', 'return *a', 'f(a=1, a=2)', 'def f(*): pass', 'def f(**k, a): pass', 'def f(a=1, b): pass', 'def f(*a, *b): pass', 'def f(/, a): pass', 'def f(a, /, b, /): pass', 'def f(*, **k): pass', 'lambda *: 0'):
    try:
        compile(src, 's', 'exec')
        print(src, 'ok')
    except SyntaxError as e:
        print(src, '->', e.msg, e.lineno, e.offset, e.end_offset)
