import sys
for n in (0, 1, -1, 9, 10, 99, 100, 10**9, 10**10, 2**31, 2**32, 2**63, 2**64, 10**18, 10**19, 10**20, 3**100, -7**77, 2**1000, 10**300 + 7):
    s = str(n)
    print(s, int(s) == n, hex(n), oct(n)[:40], bin(n)[:60], len(s), n.bit_length(), hash(n))
print(int('f' * 30, 16), int('z' * 20, 36), int('7' * 50, 8), int('1' * 100, 2), int('-0x' + 'ab' * 12, 16), int('1' * 300) % 10**9)
print(str(10**400)[:5], len(str(7**500)), repr(-10**50), '%d' % 10**40, '%x' % 2**100, '%o' % 2**70, f'{2**80:,}', f'{2**80:_b}', '{:x}'.format(-2**90), '{:e}'.format(2**200), '{:.3f}'.format(10**25))
a, b = 3**200, 7**120
print(a * b % 1000007, divmod(a, b), a // -b, a % -b, -a // b, -a % b, a >> 100, -a >> 100, a << 37, a & b, a | b, a ^ b, ~a, -a & b, a & -b, -a | -b, -a ^ b)
print(a > b, a == a + 0, a != b, a - a, a - a + 1, (a + b) * (a - b) == a * a - b * b, pow(a, 3, b), pow(3, a, 1000003), a ** 2 // a == a, float(3**50), int(1e25), int(-1e25), 2**0.5, 10**20 / 3, 10**30 // 7)
print((2**70).to_bytes(10, 'big').hex(), int.from_bytes(b'\xff' * 12, 'little'), int.from_bytes(b'\xff' * 12, 'big', signed=True), (-2**70).to_bytes(10, 'little', signed=True).hex(), (2**64 - 1).bit_count(), (10**30).__round__(-29), round(15 * 10**29, -30), round(-25 * 10**29, -30))
print(2**53 + 1 == float(2**53 + 1), 2**53 + 1 > float(2**53), 10**400 > 1e308, -10**400 < -1e308, 10**16 == 1e16, 10**23 == 1e23, hash(2**61), hash(2**61 - 1), hash(-2**61), hash(10**23 + 0.0) == hash(int(1e23)))
print(sum(range(10**5)), sum([2**70] * 10), max(2**70, 2**71), sorted([2**70, -2**70, 0, 1.5]), [2**64] * 2, {2**64: 1}[2**64], 2**64 in {18446744073709551616}, range(2**64, 2**64 + 3)[1], len(range(2**62)), list(range(2**65, 2**65 + 6, 3)))
