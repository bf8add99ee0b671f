# the counts of shared objects change by known amounts, whatever they are
import sys
rc = sys.getrefcount
def delta(o, make):
    before = rc(o)
    x = make()
    after = rc(o)
    del x
    return after - before, rc(o) - before
print(delta(None, lambda: [None] * 100), delta(None, lambda: (None, None)), delta(None, lambda: {'a': None}), delta(None, lambda: slice(None)), delta(None, lambda: None))
print(delta(True, lambda: [True] * 10), delta(True, lambda: [1 == 1] * 5), delta(1, lambda: [True] * 3), delta(5, lambda: [5, 5]), delta(5, lambda: [2 + 3]), delta(0, lambda: [len([])] * 4))
print(delta('', lambda: ['', str(), 'a'[1:]]), delta((), lambda: [(), tuple(), (1,)[1:]]), delta(b'', lambda: [b'', bytes()]), delta('a', lambda: list('aaa')), delta('a', lambda: ['abc'[0], chr(97)]), delta(..., lambda: [...]))
print(delta(int, lambda: [1000, 2000]), delta(list, lambda: [[], []]), delta(object, lambda: [object(), object()]), delta(type, lambda: type('T', (), {})), delta(dict, lambda: [{}, {}]), delta(NotImplemented, lambda: [object.__lt__(1, 2)]))
class C: pass
print(delta(C, lambda: [C(), C()]), delta(C, C), delta(C, lambda: C), delta(C, lambda: [C] * 3), delta(C, lambda: type('D', (C,), {})))
print(delta('name', lambda: type('name', (), {})), delta('key', lambda: {'key': 1}), delta('attr', lambda: C.__setattr__), delta(256, lambda: [255 + 1]), delta(-5, lambda: [-5, 0 - 5]))
