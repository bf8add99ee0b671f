n = 3
g = (i * n for i in range(4) if i % 2)
n = 10
print(list(g), list(g), sum(i for i in range(5)), max((x, y) for x in 'ab' for y in range(2)), [list(i for i in range(j)) for j in range(3)], any(i > 2 for i in range(5)), ''.join(c.upper() for c in 'abc'))
try:
    g = (x for x in undefined_name)
except NameError as e:
    print('at once', e)
g = (undefined_name for x in [1])
try:
    next(g)
except NameError as e:
    print('later', e)
try:
    (x for x in 5)
except TypeError as e:
    print(e)
print(g.__name__, g.__qualname__, g.gi_code.co_varnames, list((a, b) for a in range(3) for b in range(a)), dict((k, v) for v, k in enumerate('ab')), set(x % 3 for x in range(9)), tuple(x for x in 'ab'), sorted((x for x in (3, 1)), reverse=True))
def f():
    k = 2
    return list(k * x for x in range(3)), [lambda: x for x in range(3)][0]()
print(f())
funcs = [lambda i=i: i for i in range(3)]
print([h() for h in funcs], [y for x in range(3) if (y := x * 2) > 1], y)
class C:
    items = [1, 2]
    doubled = [x * 2 for x in items]
    try:
        bad = [x for x in items if x in items]
    except NameError as e:
        print(e)
print(C.doubled)
