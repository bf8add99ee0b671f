import sys
def t(f, *a):
    sys.stdout.flush()
    try: r = f(*a)
    except BaseException as e: print('raised', repr(e)); return
    if r is not None: print('->', r)
t(sys.excepthook, 1, 2, 3); t(sys.excepthook, None, None, None); t(sys.excepthook, ValueError, ValueError(5), None); t(sys.excepthook, ValueError, 'x', None)
try: 1/0
except ZeroDivisionError as e:
    x = e
    t(sys.excepthook, type(e), e, e.__traceback__)
t(sys.excepthook, type(x), x, None); t(sys.excepthook, KeyError, x, None)
x.__traceback__ = None
t(sys.excepthook, type(x), x, None)
import builtins
builtins._ = 5
t(sys.displayhook, None); print(builtins._)
t(sys.displayhook, 'a\udc80b'); print(ascii(builtins._))
class R:
    def __repr__(self): print('_ now', builtins._); raise ValueError('r')
t(sys.displayhook, R()); print(builtins._)
so = sys.stdout
sys.stdout = None
t2 = []
try: sys.displayhook(5)
except BaseException as e: t2.append(repr(e))
del sys.stdout
try: sys.displayhook(5)
except BaseException as e: t2.append(repr(e))
sys.stdout = so
print(t2)
se = sys.stderr
sys.stderr = None
t(sys.excepthook, ValueError, ValueError(5), None)
print(sys.breakpointhook, sys.__breakpointhook__ is sys.breakpointhook)
sys.breakpointhook = lambda *a, **k: print('bp', a, k)
t(breakpoint); t(breakpoint, 1, 2)
breakpoint(x=5)
del sys.breakpointhook
t(breakpoint)
sys.breakpointhook = None
t(breakpoint)
