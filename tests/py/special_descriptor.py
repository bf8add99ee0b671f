class D:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, obj, cls): return 'get', None if obj is None else 'obj', cls.__name__
    def __set__(self, obj, v): print('set', v)
    def __delete__(self, obj): print('delete')
class N:
    def __get__(self, obj, cls=None): return 'non-data'
class C:
    d = D()
    n = N()
c = C()
print(C.d, c.d)
c.d = 5
del c.d
c.__dict__['d'] = 'hidden'
c.__dict__['n'] = 'seen'
print(c.d, c.n, C.n)
class S:
    def __set__(self, o, v): print('only set', v)
class E:
    s = S()
e = E()
e.s = 1
print(type(e.s).__name__)
e.__dict__['s'] = 'dict'
print(e.s)
try:
    del e.s
except AttributeError as x:
    print(type(x).__name__, x)
class F:
    d = D()
    def __init__(self): self.d = 3
F()
