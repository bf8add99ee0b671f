class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **k):
        super().__init_subclass__(**k)
        cls.registry.append((cls.__name__, tag))
class A(Base, tag='a'): pass
class B(A): pass
print(Base.registry)
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
def bad():
    class C(Base, other=1): pass
attempt(bad)
def bad2():
    class C(object, key=1): pass
attempt(bad2)
class Meta(type):
    def __new__(m, name, bases, ns, **k):
        print('meta new', name, [b.__name__ for b in bases], sorted(x for x in ns if not x.startswith('__')), k)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **k):
        print('meta init', name, k)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('meta call', a)
        return super().__call__(*a)
    @classmethod
    def __prepare__(m, name, bases, **k):
        print('prepare', name, k)
        return {'prepared': 1}
    def __instancecheck__(cls, o): return o == 1
    def __subclasscheck__(cls, c): return c is int
    def __contains__(cls, x): return x == 'in'
    def __len__(cls): return 77
    def __iter__(cls): return iter([1, 2])
    def __getattr__(cls, n): return 'meta ' + n
class M(metaclass=Meta, key='v'):
    y = 2
    def __init__(self, *a): pass
M(1, 2)
print(isinstance(1, M), isinstance(2, M), issubclass(int, M), issubclass(str, M), 'in' in M, len(M), list(M), M.zzz, M.prepared)
