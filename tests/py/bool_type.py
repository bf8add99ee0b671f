print(True + True, True & False, True | False, True ^ True, True & 3, ~True, -True, True < 2, True == 1.0, bool(''), bool([0]), bool(0.0))
print(isinstance(True, int), type(True & True), type(True & 1), str(True), repr(False), f'{True}', f'{True:d}', f'{True:>6}', '%d' % True, hash(True), int(True))
print(bool.__mro__, bool.__base__, bool(None), bool(), bool(bool), not [], not 'x', 1 and 2, 0 and 2, 0 or '', '' or 0, None or [] or {}, 1 and [] and 2)
print([True, False][True], {True: 'a', 1: 'b', 1.0: 'c'}, True is (1 == 1), sum([True, True]), True * 'ab', int.__repr__(True), True.bit_length(), 'ab'[False])
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: bool(1, 2))
attempt(lambda: bool(x=1))
attempt(lambda: setattr(True, 'x', 1))
class Sub(int): pass
print(bool(Sub(0)), bool(Sub(2)), Sub(3) and True, type(Sub(1) | True))
