def attempt(f, x):
    try:
        print(f(x))
    except Exception as e:
        print(type(e).__name__, e)
class Bad:
    def __int__(self): return 'x'
    def __float__(self): return 1
    def __complex__(self): return 1
    def __index__(self): return 1.5
    def __bool__(self): return 1
    def __str__(self): return 1
    def __repr__(self): return None
    def __bytes__(self): return 'x'
    def __format__(self, spec): return 1
    def __hash__(self): return 'h'
    def __len__(self): return -1
    def __iter__(self): return 1
    def __dir__(self): return 1
    def __contains__(self, x): return []
for f in (int, float, complex, bool, str, repr, bytes, format, hash, len, iter, dir, hex, range, list):
    attempt(f, Bad())
print(1 in Bad())
class BadLen:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (1.0, 2**70, 'x', True):
    attempt(len, BadLen(n))
    attempt(bool, BadLen(n))
class NoHash:
    __hash__ = None
attempt(hash, NoHash())
attempt(lambda x: {x}, NoHash())
attempt(lambda x: {x: 1}, NoHash())
class EqOnly:
    def __eq__(self, o): return True
attempt(hash, EqOnly())
class NoneIter:
    __iter__ = None
    __contains__ = None
    __reversed__ = None
    def __getitem__(self, i): return i
attempt(iter, NoneIter())
attempt(lambda x: 1 in x, NoneIter())
attempt(reversed, NoneIter())
