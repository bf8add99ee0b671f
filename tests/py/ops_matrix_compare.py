values = [True, 3, 2.5, 1j, 'ab', b'cd', [1], (2,), {'k': 1}, {4}, frozenset({4, 5}), None, range(2), slice(1)]
def attempt(f, a, b):
    try:
        return f(a, b)
    except Exception as e:
        return '%s: %s' % (type(e).__name__, e)
for a in values:
    for b in values:
        print(repr(a), repr(b), attempt(lambda x, y: x < y, a, b), attempt(lambda x, y: x <= y, a, b),
              attempt(lambda x, y: x > y, a, b), attempt(lambda x, y: x >= y, a, b), a == b, a != b)
