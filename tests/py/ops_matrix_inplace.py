values = [True, 3, 2.5, 'ab', b'cd', [1], (2,), {'k': 1}, {4}, None]
def iadd(a, b):
    a += b
    return a
def isub(a, b):
    a -= b
    return a
def imul(a, b):
    a *= b
    return a
def ior(a, b):
    a |= b
    return a
def iand(a, b):
    a &= b
    return a
def ixor(a, b):
    a ^= b
    return a
def ishift(a, b):
    a <<= b
    return a
def idiv(a, b):
    a /= b
    return a
def ifloor(a, b):
    a //= b
    return a
def imod(a, b):
    a %= b
    return a
def ipow(a, b):
    a **= b
    return a
def imat(a, b):
    a @= b
    return a
def copy(x):
    return x.copy() if hasattr(x, 'copy') else x
for f in (iadd, isub, imul, ior, iand, ixor, ishift, idiv, ifloor, imod, ipow, imat):
    for a in values:
        for b in values:
            x = copy(a)
            try:
                r = f(x, copy(b))
                same = r is x
            except Exception as e:
                r = '%s: %s' % (type(e).__name__, e)
                same = None
            print(f.__name__, repr(a), repr(b), r, same)
