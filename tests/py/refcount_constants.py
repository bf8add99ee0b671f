import sys
x = 1000
y = 1.5
s = "hello world"
t = (1, 2)
i = 'identifier_like'
print(sys.getrefcount(x), sys.getrefcount(y), sys.getrefcount(s), sys.getrefcount(t), sys.getrefcount(i))
print(sys.getrefcount(123456))
def f():
    v = 98765
    return sys.getrefcount(v), sys.getrefcount(54321)
print(f())
j = ''.join(['a', 'b'])
print(sys.getrefcount(j))
