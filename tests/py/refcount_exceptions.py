import sys
o = []
def f(x):
    try:
        raise ValueError(x)
    except ValueError as e:
        print(sys.getrefcount(x), sys.getrefcount(e))
    print(sys.getrefcount(x))
f(o)
print(sys.getrefcount(o))
saved = None
def g(x):
    raise KeyError('k')
try:
    g(o)
except KeyError as e:
    saved = e
print(sys.getrefcount(o))
saved = None
print(sys.getrefcount(o))
