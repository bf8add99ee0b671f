values = [1, 2.5, 'a', b'a', [1], (1,), {'a': 1}, {1}, None, range(3), 'abc', b'abc', 97, 300]
for a in values:
    for b in values:
        try:
            r = a in b
        except Exception as e:
            r = '%s: %s' % (type(e).__name__, e)
        print(repr(a), 'in', repr(b), '=', r)
