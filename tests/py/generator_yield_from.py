def inner():
    x = yield 1
    print('inner got', x)
    try:
        yield 2
    finally:
        print('inner done')
    return 'inner value'
def outer():
    r = yield from inner()
    print('result', r)
    r = yield from [10, 20]
    print('list gives', r)
    r = yield from 'ab'
    return 'end'
o = outer()
print(next(o), o.gi_yieldfrom.__name__, o.send('hello'), next(o), next(o), next(o), next(o))
try:
    next(o)
except StopIteration as e:
    print(e.value)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('it')
        return self.n
    def send(self, v): return 'sent %r' % (v,)
    def throw(self, *a): return 'thrown', a[0].__name__ if isinstance(a[0], type) else type(a[0]).__name__
    def close(self): print('closed')
def deleg(): return (yield from It())
d = deleg()
print(next(d), d.send(5), d.throw(ValueError), next(d))
d.close()
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
def bad(): yield from 5
attempt(lambda: next(bad()))
def lst(): yield from [1]
l = lst(); next(l)
attempt(lambda: l.send(3))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(4)), sum(1 for _ in tree(8)))
def chain(n):
    if n == 0:
        yield 'bottom'
    else:
        yield from chain(n - 1)
print(list(chain(200)))
