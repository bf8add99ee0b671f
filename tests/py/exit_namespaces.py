import gc, sys
def cb(phase, info): print(phase, info)
gc.callbacks.append(cb)
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
a = A(1); a.me = a; del a
b = A(2)
sys.kept = A(3)
import builtins
builtins.kept = A(4)
sys.path.append(A(5))
sys.modules['x'] = A(6)
sys.stdout.x = A(7)
gc.garbage.append(A(8))
sys.last_value = A(9)
sys.ps1 = A(10)
sys.argv.append(A(12))
builtins._ = A(13)
sys.modules['y'] = type(sys)('y'); sys.modules['y'].z = A(14); sys.modules['y']._z = A(15)
