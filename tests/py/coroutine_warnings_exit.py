import gc, sys
async def f(x): pass
a = f(1); a = None
def g():
    f(2)
g()
b = f(3)
c = [f(4)]; c.append(c); del c
class A:
    def __del__(self): f(5)
d = A()
