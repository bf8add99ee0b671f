import sys, types
for n in 'flags float_info int_info hash_info version_info'.split(): print(getattr(sys, n), type(getattr(sys, n)))
v = sys.version_info
print(v >= (3, 8), v[:2], v.major, v.releaselevel, len(v), v == (3, 11, 2, 'final', 0), sys.getsizeof(v), v.n_fields, v.__match_args__, v.index(11), isinstance(v, tuple), v.__reduce__())
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
tries(lambda: type(v)(), lambda: setattr(v, 'major', 4), lambda: v.nope, lambda: type(sys.flags)((1,)))
print(sys.implementation.name, sys.implementation.version is sys.version_info or sys.implementation.version == v, type(sys.implementation))
print(sys.float_info.epsilon, sys.float_info.max, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.flags.debug)
n = types.SimpleNamespace(a=1); n.b = [n]; print(n, n == types.SimpleNamespace(a=1), types.SimpleNamespace(x=2) == types.SimpleNamespace(x=2), sys.getsizeof(n), n.__dict__.keys()); del n.a; tries(lambda: n.a, lambda: types.SimpleNamespace(1), lambda: hash(n))
class S(types.SimpleNamespace): pass
print(S(q=1), repr(S(z='a')))
