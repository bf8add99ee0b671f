class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
l = [N(1), N(2), N(3)]
del l
t = (N(4), N(5))
t = None
d = {'a': N(6), 'b': N(7)}
d = None
def f():
    x, y, z = N('x'), N('y'), N('z')
    print('leaving')
f()
n = N('outer')
n.a = N('in a')
n.b = N('in b')
del n
N('temporary')
x = N('old')
x = N('new')
print('end')
