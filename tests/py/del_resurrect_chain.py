import gc
saved = []
class D:
    n = 0
    def __del__(self):
        D.n += 1
        saved.append(self)
d = D(); d.child = [1, 2]
del d
print(D.n, len(saved), saved[0].child)
saved.clear()
print(D.n, len(saved))
class Many:
    count = 0
    def __del__(self):
        Many.count += 1
        if Many.count < 3:
            global keep
            keep = Many()
keep = Many()
for i in range(4):
    keep = None
    print(Many.count, keep is not None)
class Parent:
    def __init__(self): self.kid = Kid(self)
    def __del__(self): print('parent')
class Kid:
    def __init__(self, p): self.p = p
    def __del__(self): print('kid', self.p.kid is self); saved.append(self)
p = Parent(); del p
print(gc.collect(), len(saved))
print(saved[0].p.kid is saved[0])
saved.clear()
print(gc.collect(), len(saved))
class Loc:
    def __del__(self):
        x = self
        y = [x]
        print('loc')
Loc()
def hold():
    x = Loc()
    x.again = x
hold(); print(gc.collect())
