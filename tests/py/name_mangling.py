class A:
    __x = 1
    def __init__(self): self.__y = 2
    def __m(self): return self.__x, self.__y
    def call(self): return self.__m()
    def local(self):
        __z = 3
        return locals()
    def glob(self):
        global __g
        __g = 5
    def params(self, __p, *, __k=1): return __p, __k
    def imp(self):
        import sys as __s
        return '_A__s' in locals()
    class __Inner: pass
    __dunder__ = 'not mangled'
    _single = 's'
    __trailing_ = 't'
class __B:
    __v = 1
class _C:
    __w = 2
class ___: __q = 3
a = A(); a.glob()
print(a.call(), sorted(k for k in vars(A) if 'A' in k), a.__dict__, sorted(a.local()), _A__g, a.params(1, _A__k=2), a.imp(), sorted(k for k in vars(__B) if 'v' in k), sorted(k for k in vars(_C) if 'w' in k), [k for k in vars(___) if 'q' in k])
try:
    a.__x
except AttributeError as e:
    print(e)
class D(A):
    def get(self): return self.__x
try:
    D().get()
except AttributeError as e:
    print(e)
print(A._A__x, A.__dunder__, A.params.__code__.co_varnames, (lambda s: s._A__y)(a))
