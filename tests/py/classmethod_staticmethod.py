class A:
    @classmethod
    def c(cls, x=1): return cls.__name__, x
    @staticmethod
    def s(x): return 's', x
    n = classmethod(lambda cls: cls)
class B(A): pass
print(A.c(), B.c(2), A().c(), B().c(3), A.s(1), B().s(2), B.n().__name__, A.c.__self__ is A, A.c.__func__.__name__, type(A.__dict__['c']).__name__, type(A.__dict__['s']).__name__, A.__dict__['s'](5), A.__dict__['s'].__func__(6), A.__dict__['c'].__func__(int))
print(A.__dict__['c'].__wrapped__ is A.__dict__['c'].__func__, A.__dict__['s'].__name__, A.__dict__['s'].__isabstractmethod__, A.s.__qualname__, dict.fromkeys('a', 1), B.c.__self__.__name__, A.c == A.c, A.c is A.c, B.c == A.c, A.s is A.s)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: classmethod()())
attempt(lambda: classmethod(1)())
attempt(lambda: staticmethod())
attempt(lambda: staticmethod(1)())
attempt(lambda: A.s())
attempt(lambda: A.c(1, 2))
attempt(lambda: classmethod(len).__get__(None, int)())
class C:
    p = classmethod(property(lambda cls: cls.__name__))
print(C.p)
m = A().c
print(m(7), A.__dict__['c'].__get__(None, B)(8), A.__dict__['s'].__get__(5)(9))
