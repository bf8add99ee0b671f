import atexit, sys, weakref
def f(*a, **k): print('f', a, k, sys.is_finalizing())
print(atexit.register(f) is f)
atexit.register(f, 1, x=2)
@atexit.register
def g(): print('g'); 1/0
for bad in ((), (5,)):
    try: atexit.register(*bad)
    except TypeError as e: print(e)
def h(): print('never')
atexit.unregister(5)
atexit.register(lambda: atexit.register(print, 'registered too late'))
atexit.register(sys.exit, 5)
atexit.register(lambda: atexit.unregister(f))
class C: pass
c = C()
fin = weakref.finalize(c, print, 'last to be called? created first')
fin3 = weakref.finalize(c, print, 'not at exit'); fin3.atexit = False
fin4 = weakref.finalize(c, print, 'newest', end='!\n')
print(fin3.atexit, fin4.atexit, fin4.peek()[1:], atexit.__doc__[:5])
class D:
    def __del__(self): print('D dies', sys.is_finalizing())
d = D()
class E:
    def __eq__(self, o): raise ValueError('eq')
    def __call__(self): pass
atexit.register(E())
try: atexit.unregister(E())
except ValueError as e: print(e)
print('end'); sys.stdout.flush()
