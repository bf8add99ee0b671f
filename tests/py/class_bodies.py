class A:
    "doc"
    x = 1
    y = x + 1
    for i in range(3): pass
    if y: z = 'cond'
    def f(self): return self.x
    g = f
    lst = []
    del i
    __slots_like__ = ()
    class B:
        q = 1
        def m(self): return __class__.__qualname__
    try: undefined
    except NameError: caught = True
    print(sorted(k for k in locals() if not k.startswith('__')), __qualname__, __module__)
print(A.__doc__, A.y, A.z, A.g is A.f, A.B().m(), A.B.__qualname__, hasattr(A, 'i'))
print([k for k in A.__dict__])
class E: pass
print(list(E.__dict__), E.__dict__['__module__'])
E.new = 1; print(list(E.__dict__)[-1])
def deco(c): c.decorated = True; return c
@deco
class F(A): x = 2
print(F.decorated, F().f(), F.__mro__[1] is A, F.__base__ is A)
class G(A, dict): pass
print(G.__mro__[2].__name__, G(a=1)['a'], G().x)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def dup():
    class X(A, A): pass
def order():
    class X(A, F): pass
def bad_base():
    class X(5): pass
def none_base():
    class X(None): pass
def func_base():
    class X(len): pass
def bool_base():
    class X(bool): pass
def layout():
    class X(int, str): pass
def kw():
    class X(foo=1): pass
def raising():
    class X:
        a = 1
        raise KeyError('in body')
def slots_conflict():
    class X:
        __slots__ = ('a',)
        a = 1
def bad_prepare():
    class M(type):
        @classmethod
        def __prepare__(m, *a): return 5
    class X(metaclass=M): pass
def func_meta():
    class X(metaclass=lambda n, b, d: (n, b, sorted(k for k in d if k[0] != '_'))): a = 1
    return X
def meta_conflict():
    class M1(type): pass
    class M2(type): pass
    class X(metaclass=M1): pass
    class Y(X, metaclass=M2): pass
def derived_meta():
    class M1(type): pass
    class M2(M1): pass
    class X(metaclass=M1): pass
    class Y(X, metaclass=M2): pass
    return type(Y).__name__
def set_name_fails():
    class D:
        def __set_name__(self, o, n): raise ValueError('set name')
    class X: d = D()
for f in (dup, order, bad_base, none_base, func_base, bool_base, layout, kw, raising, slots_conflict, bad_prepare, func_meta, meta_conflict, derived_meta, set_name_fails): attempt(f)
try: set_name_fails()
except RuntimeError as e: print(repr(e.__cause__))
class Eq:
    def __eq__(self, o): return True
print(Eq.__hash__, Eq.__dict__['__hash__'])
class Sub(Eq): pass
print(Sub.__hash__)
class Back(Eq): __hash__ = object.__hash__
print({Back(): 1} != {})
class Cls:
    def __class_getitem__(cls, k): return k
    @classmethod
    def __init_subclass__(cls, **k): print('init_subclass', cls.__name__, k)
class Sc(Cls, a=1): pass
print(Cls[1], Sc['x'])
