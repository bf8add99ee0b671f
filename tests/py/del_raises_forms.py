import gc
class D:
    def __del__(self): raise ValueError('d')
d = D(); del d
print('after del')
def f():
    x = D()
    return 'returned'
print(f())
[D(), D()]
print('list')
l = D(); l.l = l; del l
print(gc.collect())
class E:
    def __del__(self): 1 / 0
try:
    raise KeyError('outer', E())
except KeyError as e:
    print('handler')
print('end')
class F:
    __del__ = None
f = F(); del f
class G:
    def __del__(self, extra): pass
G()
class H:
    __del__ = lambda self: nothing
H()
