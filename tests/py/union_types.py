import sys, gc
u = int | str
print(u, type(u), u.__args__, u.__parameters__, int | None, None | int, int | str | None, list[int] | None, int | list[str])
print(int | int, (int | int) is int, int | str | int, (int | str) | (str | float), type(None) | int)
print(int | str == str | int, int | str == int, int | str != int | str, hash(int | str) == hash(str | int))
print(isinstance(1, u), isinstance('', int | str), isinstance(1.5, u), isinstance(None, int | None), issubclass(bool, u), issubclass(float, u))
class A: pass
class M(type): pass
class B(metaclass=M): pass
print(A | int, A | B, isinstance(B(), A | B), B | None)
for f in (lambda: int | 1, lambda: 1 | int, lambda: int | 'x', lambda: isinstance(1, int | list[int]), lambda: issubclass(1, int | str),
          lambda: type(u)(), lambda: u[int], lambda: (int | str)(), lambda: None | None, lambda: u < u, lambda: isinstance(1, (int | str, 5))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(u.__module__, type(u).__name__, type(u).__qualname__, sys.getsizeof(u), gc.is_tracked(u), sys.getrefcount(u))
print(isinstance(5, (str, int | float)), isinstance('', (int, float | None)))
match 3:
    case int() | str(): print('matched')
class C:
    x: int | None = None
    def __or__(self, o): return 'or'
    def __ror__(self, o): return 'ror'
print(C.__annotations__, C() | int, int | C(), list[int] | C())
def f(a: int | str = 3) -> None | str: pass
print(f.__annotations__)
y = int
y |= None
print(y)
