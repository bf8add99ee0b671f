containers = ['abc', b'abc', [1, 2, 3], (1, 2, 3), {1: 'x'}, {1}, range(3), 5, None, int, bytearray(b'abc')]
keys = [0, -1, 3, 1.0, 'k', None, slice(1, None), slice(None, None, 2), [0], 2**70]
for c in containers:
    for k in keys:
        for v in (7, [8], 'z', b'yz'):
            x = c.copy() if hasattr(c, 'copy') else c
            try:
                x[k] = v
            except Exception as e:
                print(c, k, v, '%s: %s' % (type(e).__name__, e))
            else:
                print(c, k, v, x)
        x = c.copy() if hasattr(c, 'copy') else c
        try:
            del x[k]
        except Exception as e:
            print(c, k, 'del', '%s: %s' % (type(e).__name__, e))
        else:
            print(c, k, 'del', x)
