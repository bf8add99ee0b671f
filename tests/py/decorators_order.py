log = []
def deco(name):
    log.append('make ' + name)
    def d(f):
        log.append('apply ' + name)
        return f
    return d
@deco('a')
@deco('b')
def f(x=log.append('default')): pass
print(log); log.clear()
@deco('class')
class C:
    log.append('body')
    @deco('method')
    def m(self): pass
print(log)
@lambda f: f(5)
def five(n): return n * 2
print(five)
@print
def printed(): pass
print(printed)
fs = [lambda f: 'list']
@fs[0]
def g(): pass
print(g)
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
def bad():
    @5
    def h(): pass
attempt(bad)
@(x := deco('walrus'))
def w(): pass
print(x is not None, w.__name__)
class Counter:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
    def __get__(self, o, c): return lambda *a: self(o, *a)
@Counter
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(5), fact.n)
