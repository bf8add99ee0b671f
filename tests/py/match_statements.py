class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Color: RED = 'r'
def m(v):
    match v:
        case 0: return 'zero'
        case 1 | 2: return 'one or two'
        case -3: return 'neg'
        case 2.5: return 'float'
        case 'text': return 'str'
        case None: return 'none'
        case True: return 'true'
        case b'b': return 'bytes'
        case 1+2j: return 'complex'
        case Color.RED: return 'red'
        case []: return 'empty list'
        case [x]: return 'one', x
        case [1, 2, *rest]: return 'rest', rest
        case [*init, 'last']: return 'init', init
        case [first, *_, 9]: return 'first', first
        case (a, (b, c)): return 'nested', a, b, c
        case {'k': 1}: return 'k is 1'
        case {'k': v, **rest}: return 'k', v, rest
        case {'t': {'u': [q, _]}}: return 'deep', q
        case {}: return 'some dict'
        case P(0, 0): return 'origin'
        case P(x=0, y=yy): return 'on y', yy
        case P(xx, yy) if xx == yy: return 'diagonal', xx
        case P(): return 'P'
        case str(s) if len(s) > 5: return 'long', s
        case str() as s: return 'str', s
        case int(n) | float(n): return 'num', n
        case [int(), str()] | (str(), int()): return 'pair'
        case _: return 'other'
for v in (0, 1, 2, -3, 2.5, 'text', None, True, False, b'b', 1 + 2j, 'r', [], [5], (5,), [1, 2], [1, 2, 3, 4], [7, 'last'], [3, 4, 9], (1, [2, 3]), {'k': 1}, {'k': 2, 'z': 3}, {'t': {'u': [4, 5]}}, {}, {'q': 1}, P(0, 0), P(0, 5), P(2, 2), P(1, 2), 'longer text', 'abc', 99, 1.25, 'ab', {1, 2}, range(2), bytearray(b'b'), 10**30):
    print(m(v))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def too_many():
    match P(1, 2):
        case P(1, 2, 3): pass
def no_args():
    match 5j:
        case complex(1): pass
def dup():
    match P(1, 2):
        case P(1, x=1): pass
def not_class():
    x = 5
    match 5:
        case x(): pass
class BadArgs:
    __match_args__ = ['x']
def bad_args():
    match BadArgs():
        case BadArgs(1): pass
class BadArgs2:
    __match_args__ = (1,)
def bad_args2():
    match BadArgs2():
        case BadArgs2(1): pass
for f in (too_many, no_args, dup, not_class, bad_args, bad_args2):
    attempt(f)
match 5:
    case n if n > 10: print('big')
    case n: print('bound', n)
match = 3; case = 4; _ = 5
print(match, case, _)
match (match, case):
    case (3, y): print(y)
match [1, [2, [3]]], 4:
    case [a, [b, [c]]], d: print(a, b, c, d)
