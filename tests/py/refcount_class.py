import sys
class C:
    pass
print(sys.getrefcount(C))
c = C()
print(sys.getrefcount(C), sys.getrefcount(c))
c2 = C()
print(sys.getrefcount(C))
c.me = c
print(sys.getrefcount(c))
c.me = None
del c2
print(sys.getrefcount(C))
class D(C):
    def m(self): pass
print(sys.getrefcount(C), sys.getrefcount(D), sys.getrefcount(D.m))
