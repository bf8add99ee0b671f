class A: __slots__ = ()
class P:
    p = property(lambda s: 1)
def t(f):
    try: f()
    except AttributeError as e: print(e, '|', e.name, type(e.obj))
t(lambda: setattr(1, 'x', 2)); t(lambda: setattr(A(), 'x', 2)); t(lambda: delattr(P(), 'zz')); t(lambda: setattr(P(), 'p', 2)); t(lambda: delattr(A(), 'x')); t(lambda: getattr(1, 'x')); t(lambda: delattr(object(), '__class__'))
import sys
a = A()
try: a.x = 1
except AttributeError as e: print(sys.getrefcount(a))
class D: pass
d = D(); d.__dict__
for f in (lambda: delattr(d, 'no'), lambda: delattr(D, 'no'), lambda: setattr(A(), '__class__', 5) , lambda: setattr(len, 'x', 1), lambda: setattr([], 'append', 1), lambda: delattr([], 'append'), lambda: setattr(A(), '__doc__', 1), lambda: setattr((lambda: 0), 'zz', 1), lambda: delattr((lambda: 0), 'zz'), lambda: delattr(ValueError(), 'q'), lambda: delattr(sys, 'q'), lambda: setattr(5j, 'real', 1), lambda: setattr(object(), 'q', 1)):
    try: f(); print('ok')
    except (AttributeError, TypeError) as e: print(type(e).__name__, e, getattr(e, 'name', '-'), sys.getrefcount(d))
