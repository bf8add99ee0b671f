x: int = 5
y: 'str'
z: print('evaluated') or int
print(__annotations__, 'y' in globals())
class C:
    a: int
    b: str = 'x'
    (c): float = 1
print(C.__annotations__, hasattr(C, 'a'), C.b, C.c)
def f(a: int, *args: str, b: float = 1.5, **kw: dict) -> list[int]:
    local: undefined_name = 5
    other: undefined_too
    return local
print(f.__annotations__, f(1))
def g(a: 'forward', b: print('at def') = 3): pass
print(g.__annotations__)
lst = [0]
lst[0]: int = 7
C.b: str = 'new'
print(lst, C.b)
def unset():
    v: int
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(unset())
print((lambda: 0).__annotations__, C.__dict__['__annotations__'], int.__annotations__ if hasattr(int, '__annotations__') else 'none')
try:
    u: nothing_here = 1
except NameError as e:
    print(e, 'u' in globals())
