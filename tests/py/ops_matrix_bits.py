values = [True, 12, -7, 2.5, 'ab', b'cd', [1], (2,), {'k': 1}, {4, 5}, frozenset({5}), None, int, str | None]
def attempt(name, f, a, b):
    try:
        r = f(a, b)
    except Exception as e:
        r = '%s: %s' % (type(e).__name__, e)
    print(repr(a), name, repr(b), '=', r)
for a in values:
    for b in values:
        attempt('&', lambda x, y: x & y, a, b)
        attempt('|', lambda x, y: x | y, a, b)
        attempt('^', lambda x, y: x ^ y, a, b)
        attempt('<<', lambda x, y: x << y, a, b)
        attempt('>>', lambda x, y: x >> y, a, b)
