import sys
a = []
print(sys.getrefcount(a))
b = a
print(sys.getrefcount(a))
l = [a, a, a]
print(sys.getrefcount(a))
d = {'k': a}
print(sys.getrefcount(a))
t = (a,)
print(sys.getrefcount(a))
del l
print(sys.getrefcount(a))
d.clear()
print(sys.getrefcount(a))
t = None
print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
print(sys.getrefcount([]))
