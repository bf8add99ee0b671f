a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, a * b, b // a, b % a, divmod(-b, a), -a // b, a ** 5)
print(a & b, a | b, a ^ b, ~a, a << 100, b >> 50, -b >> 50, -a & b, -a | b, -a ^ b, -a & -b)
print(a == b, a < b, a > b, a == a + 0, hash(a), hash(-a), a / b, b / a, a // 7, a % 7, -a % 7)
print(pow(a, b, 1000007), pow(a, -1, 1000003), 2**64 - 1, -2**63, 2**30, 2**30 - 1, -(2**30), (2**30) * (2**30))
print(int(str(a)), int(hex(b), 16) == b, str(10**50), repr(-10**20), f'{a:,}', f'{a:_x}', f'{a:e}', float(a), int(float(a)))
f = 1
for i in range(1, 60):
    f *= i
print(f, f.bit_length(), sum(map(int, str(f))))
x, y = 0, 1
for i in range(300):
    x, y = y, x + y
print(x)
print((1 << 1000) % 1000003, (3**200) // (3**198))
import math
print(math.isqrt(10**40), math.gcd(a, b), math.factorial(25), math.comb(50, 25), math.perm(10, 3), math.lcm(12, 18, 5), math.prod([a, 2]))
