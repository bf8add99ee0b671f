import atexit
def k(): raise ValueError('first')
def k2(): raise ValueError('second')
def k3(): print("k3")
atexit.register(k); atexit.register(k2); atexit.register(k3)
try: atexit._run_exitfuncs()
except BaseException as e: print(repr(e))
print(atexit._ncallbacks())
atexit.register(k3)
atexit._clear()
print(atexit._ncallbacks())
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def __call__(self, *a): print('call', self.n)
atexit.register(A(1), A(2)); atexit.register(A(3), x=A(4))
