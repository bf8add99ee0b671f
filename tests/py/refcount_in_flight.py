import sys
rc = sys.getrefcount
o = []
def f(x):
    y = x
    raise ValueError(x)
try:
    f(o)
except ValueError as e:
    print(rc(o), rc(e), rc(e.args), rc(e.__traceback__), rc(e.__traceback__.tb_next), rc(e.__traceback__.tb_next.tb_frame))
    tb = e.__traceback__
    print(rc(tb), rc(o), rc(e))
print(rc(o))
del tb
print(rc(o))
try:
    try:
        f(o)
    except ValueError as first:
        raise KeyError from first
except KeyError as second:
    print(rc(second), rc(second.__cause__), second.__cause__ is second.__context__, rc(o))
print(rc(o))
def g():
    try:
        f(o)
    except ValueError:
        print(rc(sys.exc_info()[1]), rc(sys.exc_info()[2]), rc(o))
        return 1
    finally:
        print(rc(o))
g()
print(rc(o))
e = ValueError(o)
print(rc(e), rc(o))
try:
    raise e
except ValueError as x:
    print(rc(e), rc(x), rc(o))
print(rc(e), rc(o), e.__traceback__ is not None)
e.__traceback__ = None
del e
print(rc(o))
def h():
    try:
        f(o)
    finally:
        print('finally', rc(o))
try:
    h()
except ValueError:
    print(rc(o))
print(rc(o))
try:
    raise ExceptionGroup('g', [ValueError(o)])
except* ValueError as eg:
    print(rc(o), rc(eg), rc(eg.exceptions[0]))
print(rc(o))
