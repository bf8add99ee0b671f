class A:
    def __del__(self): print('A del')
class B(A): pass
class C(A):
    def __del__(self):
        print('C del')
        super().__del__()
B(); C()
class M(type):
    def __del__(cls): print('class dies', cls.__name__)
import gc
def make():
    class Local(metaclass=M): pass
make(); gc.collect()
class L(list):
    def __del__(self): print('list del', list(self))
l = L([1, 2]); l.append(3); del l
class I(int):
    def __del__(self): print('int del', int(self))
I(5) + 1
class E(Exception):
    def __del__(self): print('exc del')
try: raise E
except E: print('caught')
print('after')
a = A(); a.__del__(); del a
class Late: pass
x = Late(); Late.__del__ = lambda self: print('late del'); del x
y = Late(); y.__del__ = lambda: print('instance attribute'); del y
class S:
    __slots__ = ('v',)
    def __del__(self): print('slots', self.v)
s = S(); s.v = 1; del s
class N:
    def __new__(cls): raise ValueError('new')
    def __del__(self): print('never')
try: N()
except ValueError as e: print(e)
class Init:
    def __init__(self): raise ValueError('init')
    def __del__(self): print('half-made del')
try: Init()
except ValueError as e: print(e)
print('end')
def gen():
    try:
        yield A()
    finally:
        print('gen finally')
g = gen(); next(g); print('next done'); del g
