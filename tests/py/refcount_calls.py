import sys
def local():
    a = []
    return sys.getrefcount(a)
print(local())
def passed(p):
    return sys.getrefcount(p)
print(passed([]))
o = []
print(passed(o))
def star(*args):
    return sys.getrefcount(args[0])
print(star(o))
def kw(**k):
    return sys.getrefcount(k['p'])
print(kw(p=o))
print(passed(p=o))
print((lambda q: sys.getrefcount(q))(o))
print([sys.getrefcount(o) for _ in range(2)])
print(sys.getrefcount(o))
def nested(a):
    def inner(b):
        return sys.getrefcount(b)
    return inner(a)
print(nested(o))
def gen(a):
    yield sys.getrefcount(a)
print(next(gen(o)))
class C:
    def m(self):
        return sys.getrefcount(self)
c = C()
print(c.m())
m = c.m
print(sys.getrefcount(c), m())
print(passed(*[o]), passed(**{'p': o}))
