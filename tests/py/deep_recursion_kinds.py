import sys
print(sys.getrecursionlimit())
def plain(n): return plain(n + 1)
def depth():
    n = 0
    def f():
        nonlocal n
        n += 1
        f()
    try: f()
    except RecursionError as e: return n, str(e)
print(depth())
class E:
    def __eq__(self, o): E.n += 1; return E() == o
    n = 0
try: E() == E()
except RecursionError as e: print(E.n, e)
class R:
    n = 0
    def __repr__(self): R.n += 1; return repr(R())
try: repr(R())
except RecursionError as e: print(R.n, e)
class A:
    n = 0
    def __getattr__(self, k): A.n += 1; return self.other
try: A().x
except RecursionError as e: print(A.n, e)
class C:
    n = 0
    def __call__(self): C.n += 1; return self()
try: C()()
except RecursionError as e: print(C.n, e)
class I:
    n = 0
    def __init__(self): I.n += 1; I()
try: I()
except RecursionError as e: print(I.n, e)
class L:
    n = 0
    def __len__(self): L.n += 1; return len(self)
try: len(L())
except RecursionError as e: print(L.n, e)
def gen(n):
    yield from gen(n + 1)
try: next(gen(0))
except RecursionError as e: print(e)
m = 0
def key(x):
    global m
    m += 1
    return sorted([1], key=key)
try: key(1)
except RecursionError as e: print(m, e)
m = 0
def mapped(x):
    global m
    m += 1
    return list(map(mapped, [1]))
try: mapped(1)
except RecursionError as e: print(m, e)
def comp(n): return [comp(n + 1) for _ in range(1)]
try: comp(0)
except RecursionError as e: print(e)
def ev(): eval('ev()')
try: ev()
except RecursionError as e: print(e)
sys.setrecursionlimit(200)
print(depth())
sys.setrecursionlimit(20000)
def down(n): return n and down(n - 1)
print(down(15000))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: sys.setrecursionlimit(0))
attempt(lambda: sys.setrecursionlimit(-5))
attempt(lambda: sys.setrecursionlimit('a'))
attempt(lambda: sys.setrecursionlimit(1))
