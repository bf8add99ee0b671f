import gc
slice(1) # the interpreter keeps one for reuse
gc.collect()
def count(make):
    gc.collect()
    a = gc.get_count()[0]
    x = make()
    b = gc.get_count()[0]
    del x
    c = gc.get_count()[0]
    return b - a, c - a
class C: pass
class S: __slots__ = ('a',)
def f(): pass
def g(): yield
print('nothing', count(lambda: None))
print('ints', count(lambda: 10**20))
print('str', count(lambda: 'a' * 100))
print('float', count(lambda: 1.5 * 2))
print('object', count(object))
print('instances', count(lambda: [C(), C(), C()]))
print('slots', count(S))
print('function', count(lambda: lambda: 0))
print('closure', count(lambda: (lambda x: lambda: x)(1)))
print('set', count(lambda: {1}))
print('frozenset', count(lambda: frozenset([1])))
print('generator', count(lambda: g()))
print('list_iter', count(lambda: iter([])))
print('exception', count(ValueError))
print('class', count(lambda: type('T', (), {})))
print('bound method', count(lambda: C().__init__))
print('slice', count(lambda: slice(1)))
print('range', count(lambda: range(5)))
print('range_iter', count(lambda: iter(range(5))))
print('enumerate', count(lambda: enumerate('')))
print('zip', count(lambda: zip()))
print('map', count(lambda: map(f, [])))
print('cell', count(lambda: (lambda x: (lambda: x).__closure__)(1)))
print('property', count(property))
print('staticmethod', count(lambda: staticmethod(f)))
print('super', count(lambda: super(C, C())))
print('dict view', count(lambda: {}.keys()))
print('instance dict', count(lambda: C().__dict__))
print('str_iter', count(lambda: iter('ab')))
print('bytes', count(lambda: b'ab' * 3))
print('complex', count(lambda: 1j * 2))
print('tuple of 30', count(lambda: tuple(range(30))))
print('list of 100 sets', count(lambda: [set() for _ in range(100)]))
