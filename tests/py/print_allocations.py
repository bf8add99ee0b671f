import gc, sys
def f(*args):
    a = b = c = d = e = g = None
    gc.collect()
    a = gc.get_count()
    print(*args)
    b = gc.get_count()
    print(*args)
    c = gc.get_count()
    print(*args)
    d = gc.get_count()
    print(*args)
    e = gc.get_count()
    return [x[0] for x in (a, b, c, d, e)]
r = []
for x in ((), ('a',), ('a', 'b'), ('a', 'b', 'c'), (1,), (1, 2), ((),), ({},), ((1, 2),)):
    r.append((x, f(*x)))
for x in r: sys.stderr.write(str(x) + '\n')
