class Await:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r
async def inner(x):
    r = await Await(x)
    print('inner got', r)
    return r * 2
async def outer():
    a = await inner(1)
    b = await inner(2)
    return a + b
c = outer()
print(type(c).__name__, c.cr_frame is not None, c.cr_running, c.cr_await, c.cr_code.co_name, c.__name__, c.__qualname__)
print(c.send(None), c.send(10), c.cr_await is not None)
try:
    c.send(20)
except StopIteration as e:
    print('result', e.value)
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
attempt(lambda: c.send(None))
d = outer()
attempt(lambda: d.send(5))
attempt(lambda: next(d))
attempt(lambda: iter(d))
d.close()
attempt(lambda: d.send(None))
async def bad(): await 5
attempt(lambda: bad().send(None))
class BadAwait:
    def __await__(self): return 5
async def bad2(): await BadAwait()
attempt(lambda: bad2().send(None))
e = outer(); e.send(None)
attempt(lambda: e.throw(ValueError('thrown')))
async def catches():
    try:
        await Await('w')
    except ValueError as x:
        return 'caught %s' % x
    finally:
        print('finally')
f = catches(); f.send(None)
attempt(lambda: f.throw(ValueError('v')))
w = inner(3).__await__()
print(type(w).__name__, next(w))
w.close()
async def raises(): raise StopIteration('s')
attempt(lambda: raises().send(None))
async def never(): pass
never()
print('end')
