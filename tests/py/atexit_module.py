import atexit, sys
def f(*a, **k): print('f', a, k)
print(atexit.register(f, 1, x=2) is f, sys.getrefcount(f))
def g(): 
    print('g')
    atexit.register(print, 'registered late')
    raise KeyError(1)
atexit.register(g)
def h():
    print('h'); atexit.unregister(f); 
    sys.exit(3)
atexit.register(f, 2)
atexit.register(h)
print(atexit._ncallbacks())
atexit.register(print, 'x', end='!\n')
try: atexit.register()
except TypeError as e: print(e)
try: atexit.register(3)
except TypeError as e: print(e)
print(atexit, atexit.__doc__, atexit.register.__doc__, atexit.unregister.__doc__, atexit._run_exitfuncs.__doc__, atexit._clear.__doc__, atexit._ncallbacks.__doc__, sep='\n--\n')
