class A:
    x = 1
    def __getattr__(self, n):
        print('getattr', n)
        if n.startswith('no'):
            raise AttributeError(n)
        return n.upper()
    def __setattr__(self, n, v):
        print('setattr', n, v)
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print('delattr', n)
        object.__delattr__(self, n)
a = A()
a.y = 2
print(a.x, a.y, a.z, hasattr(a, 'none'), hasattr(a, 'some'), getattr(a, 'not', 'default'))
del a.y
try:
    del a.y
except AttributeError as e:
    print(repr(e), e.name, e.obj is a)
try:
    a.nothing
except AttributeError as e:
    print(e)
class B:
    def __getattribute__(self, n):
        print('getattribute', n)
        if n == 'deep':
            raise AttributeError('from getattribute')
        return object.__getattribute__(self, n)
    def __getattr__(self, n):
        return 'fallback ' + n
b = B()
b.v = 5
print(b.v, b.deep, b.other, len(b.__dict__))
