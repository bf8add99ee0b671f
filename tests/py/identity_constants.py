p = 500
print(p is (250 + 250))
def f(): return 500
print(p is f())
s = 'a b'
def g(): return 'a b'
print(s is g())
t = (1, 'x')
def h(): return (1, 'x')
print(t is h())
print('ab' * 10 is 'ab' * 10)
z = 1.5
def k(): return 1.5
print(z is k(), 0.0 is -0.0)
print(() is tuple([]), '' is str(), frozenset() is frozenset())
a = 'hello'
b = ''.join(['hel', 'lo'])
print(a is b, a == b)
import sys
print(a is sys.intern(b))
print('é' is chr(233), 'a' is chr(97), 'ab'[0] is 'a')
