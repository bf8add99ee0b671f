pass
x = y = z = 0
x += 1; y -= 1; z *= 2
a = [1, 2, 3]; i = 0
i, a[i] = 1, 'assigned'
print(a, i)
del a[0], i
print(a)
assert a, 'message'
try:
    assert not a, ['msg']
except AssertionError as e:
    print(repr(e))
for k in range(3):
    if k == 1: continue
    elif k == 2: break
    else: print('zero')
else:
    print('never')
while x < 3:
    x += 1
else:
    print('while else', x)
with_nothing = []
class Nothing: ...
def ellipsis(): ...
print(ellipsis(), Nothing.__name__, ...)
if x: print('one line')
import math, sys as s
from math import (pi,
                  e as euler)
print(math.floor(pi + euler), s is not None, 1 if x else 2, x or y and not z, x if y else z if x else y)
lambda: 0
'a string statement'
x; y
(a, b), c = (1, 2), 3
print(a, b, c)
a: int = 5
print(x is not y, x not in [y], not x in [y], 1 < 2 < 3 > 2 >= 2 != 3 == 3, (1, 2)[0], -2 ** 2, 2 ** -1, 2 ** 3 ** 2, ~5 & 3 | 4 ^ 1, 1 << 2 + 1, 7 // 2 * 2 % 5, not 1 == 2, - - 1, +-1)
print(1_000, 0xFf, 0b11, 0o17, 1e3, .5, 5., 1j, "a" 'b', b'x', r'\n', """multi
line""", 'esc\t\\\'', '\
continued')
if True:
    if False:
        pass
    elif None: pass
    else:
        for _ in (): pass
        else: print('nested else')
global_name = 1
def shadow():
    global_name = 2
    return global_name
print(shadow(), global_name); del global_name
try: global_name
except NameError as e: print(e)
print(e if 'e' in globals() else 'e is gone')
