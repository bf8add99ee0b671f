values = [True, 3, -2, 2.5, 1j, 'ab', b'c', [1], (2,), {'k': 1}, {4}, None, 0]
def attempt(name, f, a, b):
    try:
        r = f(a, b)
    except Exception as e:
        r = '%s: %s' % (type(e).__name__, e)
    print(repr(a), name, repr(b), '=', r)
for a in values:
    for b in values:
        if isinstance(a, complex) and isinstance(b, complex):
            continue
        if isinstance(a, (float, complex)) and isinstance(b, complex) or isinstance(b, complex):
            continue
        attempt('**', lambda x, y: x ** y, a, b)
        attempt('@', lambda x, y: x @ y, a, b)
