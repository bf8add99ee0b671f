values = [True, False, 3, -3, 0, 2.5, -0.0, 1j, 'ab', b'cd', [1], [], (2,), {'k': 1}, {}, {4}, None, range(2), len, int]
def attempt(f, a):
    try:
        return f(a)
    except Exception as e:
        return '%s: %s' % (type(e).__name__, e)
for a in values:
    print(a, attempt(lambda x: -x, a), attempt(lambda x: +x, a), attempt(lambda x: ~x, a), not a, attempt(abs, a),
          attempt(bool, a), attempt(round, a), attempt(len, a))
