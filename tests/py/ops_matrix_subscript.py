class Index:
    def __index__(self):
        return 1
containers = ['abc', b'abc', [1, 2, 3], (1, 2, 3), {1: 'x', True: 'y', 'k': 2}, {1}, range(3), 5, None, int, list, len]
keys = [0, -1, 3, -4, True, 1.0, 'k', None, slice(1, None), slice(None, None, -1), slice('a', 2), (0, 1), Index(), [0], 2**70]
for c in containers:
    for k in keys:
        try:
            r = c[k]
        except Exception as e:
            r = '%s: %s' % (type(e).__name__, e)
        print(c, k if not isinstance(k, Index) else 'Index', r)
