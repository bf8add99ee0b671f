def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(e)
depth = 0
def g():
    global depth
    depth += 1
    g()
try:
    g()
except RecursionError:
    print(depth)
class E:
    def __eq__(self, o): return self == o
try:
    E() == E()
except RecursionError as e:
    print(e)
class R:
    def __repr__(self): return repr(self)
try:
    repr(R())
except RecursionError as e:
    print(e)
import sys
sys.setrecursionlimit(200)
depth = 0
try:
    g()
except RecursionError:
    print(depth)
def fact(n): return 1 if n == 0 else n * fact(n - 1)
print(fact(100))
