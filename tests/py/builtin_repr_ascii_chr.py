print(repr('a'), ascii('é'), ascii([1, 'ü']), chr(97), ord('a'), hex(255), oct(-8), bin(10), hash(5), hash(-1), hash(-2), hash(2**61 - 1), hash('a'), hash(None) == hash(None), hash(True), hash(1.5), hash(()), hash((1, 2, 3)), hash(b'a'), hash(''))
print(hash('hello'), hash('é'), hash('日本'), hash('😀'), hash(b'hello'), hash(10**30), hash(-10**30), hash(2**61), hash(0.1), hash(-0.5), hash(1e100), hash(float('-inf')), hash(1 + 2j), hash(frozenset([1, 2, 3])), hash(range(3)) == hash((3, 0, 1)))
print(repr(int), repr(len), repr(type), repr(type(None)), repr(...), repr(NotImplemented), repr([None, True]), repr({1: [2]}), repr((1,)), repr({1}), repr(frozenset()), repr(frozenset({2})), repr(range(2)), repr(slice(1)), repr(Exception('a', 1)), repr(ValueError()), repr(KeyError('k')), repr(b'\xff'), repr(bytearray(b'a')))
class C:
    def m(self): pass
    @property
    def p(self): pass
def f(): pass
print(repr(C), repr(f).split(' at ')[0], repr(C.m).split(' at ')[0], repr(C().m).split(' at ')[0], repr(C.p).split(' at ')[0], repr(iter([])).split(' at ')[0], repr((i for i in ())).split(' at ')[0], repr(lambda: 0).split(' at ')[0], repr([].append).split(' at ')[0], repr(list.append), repr(int.__add__), repr((1).__add__).split(' at ')[0], repr(int.real), repr(f.__code__).split(' at ')[0], repr(super(C, C())).split('<C')[0])
print(repr(object()).split(' at ')[0], repr(C()).split(' at ')[0], repr(int.from_bytes), repr(dict.fromkeys), repr(print), repr(list[int]), repr(int | str), repr(dict[str, list[int]]), repr(type(f)), repr({}.keys()), repr(enumerate([])).split(' at ')[0], repr(zip()).split(' at ')[0], repr(type(C().m)), repr(staticmethod(f)).split(' at ')[0], repr(classmethod(len)), repr(vars(type('Q', (), {'a': 1})))[:14])
