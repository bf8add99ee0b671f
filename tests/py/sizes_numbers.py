import sys
g = sys.getsizeof
print([g(2**n) for n in range(0, 200, 10)], [g(2**n - 1) for n in range(0, 200, 15)], [g(-2**n) for n in range(0, 130, 30)], g(0), g(True), g(False), g(1.5), g(0.0), g(1j), g(10**100), g(10**1000), g(2**30 - 1), g(-(2**30)), g(int('9' * 100)), g(2**60 - 2**60), g(2**60 - 2**60 + 1), g((2**100) >> 99), g(2**100 & 1), g(2**100 // 2**99), g(abs(-2**31)), g(~2**30), g(2**59 * 2), g(255 * 255), g(10**9 * 10**9))
class I(int): pass
class F(float): pass
class S: __slots__ = ()
print(g(I(5)), g(I(2**40)), g(I(0)), g(F(1.5)), g(int.__new__(I, 7)), g(None), g(...), g(NotImplemented), g(object()), g(S()), g(range(5)), g(range(10**30)), g(iter(range(5))), g(iter(range(10**30))), g(slice(1, 2, 3)))
