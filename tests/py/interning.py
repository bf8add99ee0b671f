import sys
a = 'hello_world1'; b = 'hello_' + 'world1'; c = ''.join(['hello_', 'world1'])
print(a is b, a is c, a == c, sys.intern(c) is a, sys.intern(a) is a)
d = 'hello world'; e = ''.join(['hello', ' world']); print(d is e, sys.intern(e) is e, sys.intern(d) is e)
x = 'attr' + str(1); y = 'attr' + str(1); print(x is y, sys.intern(x) is sys.intern(y), sys.intern(y) is x)
class C: pass
o = C(); setattr(o, x, 5); k = list(o.__dict__)[0]; print(k is x, k == x)
n = 'name' + str(2); globals()[n] = 1; print([g for g in globals() if g == n][0] is n)
t = type('Dyn' + str(3), (), {}); print(t.__name__, t.__name__ is sys.intern('Dyn3'))
def f(param): pass
print(f.__code__.co_varnames[0] is 'param', f.__name__ is 'f', f.__code__.co_name is f.__name__, C.__name__ is 'C', list(C.__dict__)[0] is '__module__')
def kw(**k): return list(k)[0]
z = 'key' + str(4); print(kw(**{z: 1}) is z, kw(key4=1) is sys.intern('key4'), kw(abc=1) is 'abc')
print('a b' is 'a b', (lambda: 'a b')() is 'a b', 'a' * 3 is 'aaa', str('abc') is 'abc', 'abc'.replace('q', 'z') is 'abc', 'ABC'.lower() is 'abc', sys.intern('ABC'.lower()) is 'abc')
import math
print([k for k in dir(math) if k == 'pi'][0] is 'pi', getattr(math, 'p' + 'i') is math.pi)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: sys.intern(1))
attempt(lambda: sys.intern())
class S(str): pass
attempt(lambda: sys.intern(S('a')))
before = id(sys.intern('temporary' + str(5)))
print(sys.intern('temporary5x'[:-1]) == 'temporary5')
