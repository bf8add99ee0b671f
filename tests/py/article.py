# The article's statements, with what CPython really does.
import gc
import sys
x = 100
print(x)                     # 100 existed already: small ints are cached
x = "Rajesh"
print(x, type(x) is str)
a = 500
b = 500
print(a is b)                # one compile unit: one constant
print(a is int("500"))       # two objects of equal value
c = 100
print(c is int("100"))       # the cached small int
a = [1, 2, 3]
print(sys.getrefcount(a))    # one holder and the argument
b = a
print(sys.getrefcount(a))
del a
print(sys.getrefcount(b))
del b
gc.collect()
print(gc.collect())
x = "hello"
print(sys.getrefcount(x))
print('x' in globals())
def f():
    y = 1
    return locals()
print(f())
print(type(id(x)) is int)
print(len(gc.get_objects()) > 100)
