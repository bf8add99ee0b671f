a = 1000; b = 1000; print(a is b)
def f(): return 1000
def g(): return 1000
print(f() is g(), f() is a, f() is f(), (lambda: 1000)() is a)
class C: v = 1000
print(C.v is a)
x = 1.5; y = 1.5; print(x is y, (lambda: 1.5)() is x, 1.5 is x)
s = 'hello world'; t = 'hello world'; print(s is t, (lambda: 'hello world')() is s)
u = (1, 2, 'x'); v = (1, 2, 'x'); print(u is v, (lambda: (1, 2, 'x'))() is u)
n = (1, (2, (3,))); m = (1, (2, (3,))); print(n is m)
print(0.0 is -0.0, 1 is 1.0, 1 is True, (1,) is (1.0,), (0.0,) is (-0.0,), 1j is 1j, b'x y' is b'x y', 'a' 'b' is 'ab')
big = 10**30; big2 = 10**30; print(big is big2, 2**70 is 2**70, 2**200 is 2**200, 1 + 1 is 2, 500 + 500 is a, 'ab' * 3 is 'ababab', ('a' * 20) is 'a' * 20, ('ab' * 2048) is ('ab' * 2048), ('ab' * 2049) is ('ab' * 2049))
print(-1000 is -1000, - 1000 is 0 - 1000, (1, 2) + (3,) is (1, 2, 3), (1,) * 3 is (1, 1, 1), 'abc'[0] is 'a', 'abc'[1:] is 'bc', (1, 2, 3)[1] is 2, not 1 is False, ~999 is -1000, 1000 // 1 is a)
print(eval('1000') is a, eval('1000') is eval('1000'), eval('"hello"') is 'hello', eval('(1, 2)') is eval('(1, 2)'))
exec('p = 1000; q = 1000; r = [1000, 1000]'); print(p is q, r[0] is r[1], p is a)
l = [1000, 1000]; print(l[0] is l[1], l[0] is a, {1000: 1000}.popitem()[0] is a)
def d(x=1000): return x
print(d() is a, d.__defaults__[0] is a, f.__code__.co_consts, {*f.__code__.co_consts} == {None, 1000})
if 1 in (1, 2, 3): print((lambda: 1 in {1, 2})(), (lambda x: x in [1, 2])(1))
