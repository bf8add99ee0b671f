class A: pass
class B(A): pass
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, int | str), isinstance(None, type(None)), isinstance(None, int | None), isinstance(B(), A), isinstance(B, type), isinstance(A(), B), isinstance(1, ((str,), (int,))), isinstance(1, ()))
print(issubclass(B, A), issubclass(A, B), issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int | str), type(1) is int, type(B()), B.__bases__, type(type), type(A), issubclass(type, object))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: isinstance(1, 1))
attempt(lambda: isinstance(1, (1,)))
attempt(lambda: isinstance(1))
attempt(lambda: issubclass(1, int))
attempt(lambda: issubclass(int, 1))
attempt(lambda: isinstance([], list[int]))
attempt(lambda: issubclass(list, list[int]))
attempt(lambda: isinstance(1, 'int'))
class Fake:
    __class__ = int
print(isinstance(Fake(), int), type(Fake()).__name__)
class D:
    __bases__ = (A,)
print(isinstance(D(), A))
