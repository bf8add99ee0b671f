# kinds: bind
# options: --who a --who s.part --who a[0] --who d['k'] --who Slots
class Slots:
    __slots__ = 'part', 'rest'
a = ['x y z']
s = Slots()
s.part = a
d = {'k': a, a[0]: 1}
t = (a, a)
def f(default=a):
    def inner():
        return a_cell
    a_cell = a
    return inner
i = f()
def g(x):
    yield x
g = g(a)
next(g)
f.attribute = a
Slots.attribute = a
from _weakref import ref
def trouble(local):
    raise ValueError(local)
try:
    trouble(a)
except ValueError as e:
    keep = e
m = a.append
