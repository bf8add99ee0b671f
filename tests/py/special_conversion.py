class C:
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __complex__(self): return 1+2j
    def __index__(self): return 3
    def __bool__(self): return False
    def __str__(self): return 'str!'
    def __repr__(self): return 'repr!'
    def __bytes__(self): return b'bytes!'
    def __format__(self, spec): return 'fmt:' + spec
    def __hash__(self): return 2**61 + 5
    def __len__(self): return 4
    def __length_hint__(self): return 9
    def __abs__(self): return 'abs'
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __round__(self, n='none'): return 'round', n
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __dir__(self): return ['b', 'a']
c = C()
import math
print(int(c), float(c), complex(c), bool(c), str(c), repr(c), bytes(c), format(c, 'x'), hash(c), len(c))
print(abs(c), -c, +c, ~c, round(c), round(c, 2), math.trunc(c), math.floor(c), math.ceil(c), dir(c))
print([10, 20, 30, 40][c], 'abcdef'[c:], range(c), bin(c), hex(c), oct(c), chr(c) == '\x03', [0] * c, 1 << c.__index__())
print(f'{c}', f'{c!r}', f'{c!s:>6}', f'{c:abc}', '%s %r %d %f' % (c, c, c, c), '{0} {0!r} {0:z}'.format(c))
