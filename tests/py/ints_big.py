a = 2 ** 100
print(a, a * a, a // 7, a % 7, -a // 7, -a % 7, a >> 50, a << 5, a & 0xFFFF, a | 1, a ^ a, ~a)
print(divmod(-7, 2), -7 // 2, -7 % 2, 7 // -2, 7 % -2, 2 ** -1, (-2) ** 3, 0 ** 0)
print(int('1' * 50), hex(a), oct(255), bin(10), int('ff', 16), int('0b101', 0), int('-0o17', 0), int('1_000'))
print(10 ** 50 - 1, (10 ** 50) // (10 ** 25), 3 ** 200 % 1000007, pow(3, 200, 1000007), pow(3, -1, 7))
print(a.bit_length(), (255).to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'little'), (-5).bit_length(), (7).bit_count())
print(a == 2.0 ** 100, a < 1e31, 10 ** 400 > 1e308, 1 / 3, a / 3, 10 ** 22 / 7)
print(round(12345, -2), round(15, -1), round(25, -1), int(3.99), int(-3.99), int(1e20))
for bad in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 1 << -1, lambda: int(float('nan')), lambda: int('12x'), lambda: 2.0 // 0, lambda: 10 ** 400 * 1.0):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
fact = 1
for i in range(1, 60): fact *= i
print(fact)
