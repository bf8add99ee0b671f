import weakref
class C:
    def __init__(self): self.v = 3
    def m(self): return self.v
    def __len__(self): return 7
    def __add__(self, o): return self.v + o
    def __getitem__(self, i): return i * 2
c = C()
p = weakref.proxy(c)
print(p.v, p.m(), len(p), p + 1, p[4])
p.v = 9
print(c.v, type(p).__name__)
del c
try:
    p.v
except ReferenceError as e:
    print(e)
