class A:
    def __new__(cls, *a, **k):
        print('new', cls.__name__, a, k)
        return super().__new__(cls)
    def __init__(self, *a, **k):
        print('init', a, k)
    def __call__(self, *a, **k):
        return 'call', a, k
a = A(1, b=2)
print(a(3, c=4))
class Other:
    def __new__(cls):
        return 42
    def __init__(self):
        print('never')
print(Other())
class Tuple2(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
    def __init__(self, a, b):
        self.sum = a + b
t = Tuple2(1, 2)
print(t, t.sum, len(t), type(t).__name__)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class BadInit:
    def __init__(self): return 1
class NoArgs: pass
class OnlyNew:
    def __new__(cls, *a): return object.__new__(cls)
class OnlyInit:
    def __init__(self, *a): pass
attempt(BadInit)
attempt(lambda: NoArgs(1))
attempt(lambda: NoArgs(a=1))
attempt(lambda: object(1))
attempt(lambda: OnlyNew(1) is not None)
attempt(lambda: OnlyInit(1) is not None)
attempt(lambda: object.__new__(int))
attempt(lambda: object.__new__())
attempt(lambda: object.__new__(1))
attempt(lambda: int.__new__(str))
attempt(lambda: NoArgs()())
