names = ('add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or').split()
class N:
    pass
def make(name):
    def method(self, *a):
        return name, len(a)
    return method
for n in names:
    for prefix in ('', 'r', 'i'):
        if prefix + n == 'idivmod':
            continue
        setattr(N, '__%s%s__' % (prefix, n), make(prefix + n))
a = N()
print(a + 1, a - 1, a * 1, a @ 1, a / 1, a // 1, a % 1, divmod(a, 1), a ** 1, a << 1, a >> 1, a & 1, a ^ 1, a | 1)
print(1 + a, 1 - a, 1 * a, 1 @ a, 1 / a, 1 // a, 1 % a, divmod(1, a), 1 ** a, 1 << a, 1 >> a, 1 & a, 1 ^ a, 1 | a)
print(pow(a, 2), pow(a, 2, 3))
try:
    print(pow(2, a, 3))
except TypeError as e:
    print(e)
b = a; b += 1; print(b)
b = a; b -= 1; print(b)
b = a; b *= 1; print(b)
b = a; b @= 1; print(b)
b = a; b /= 1; print(b)
b = a; b //= 1; print(b)
b = a; b %= 1; print(b)
b = a; b **= 1; print(b)
b = a; b <<= 1; print(b)
b = a; b >>= 1; print(b)
b = a; b &= 1; print(b)
b = a; b ^= 1; print(b)
b = a; b |= 1; print(b)
