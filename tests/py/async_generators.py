class Await:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def ag(n):
    try:
        for i in range(n):
            got = yield i
            if got: print('got', got)
            await Await('wait%d' % i)
    finally:
        print('ag finally')
def drive(coro):
    out = []
    try:
        v = None
        while True:
            out.append(coro.send(v))
    except StopIteration as e:
        return out, e.value
async def use():
    r = []
    async for x in ag(3): r.append(x)
    else: r.append('else')
    return r, [y async for y in ag(2)], {y: y async for y in ag(2) if y}, [await Z() for _ in range(2)]
class Z:
    def __await__(self):
        yield 'z'
        return 'Z'
print(drive(use()))
a = ag(5)
print(type(a).__name__, a.ag_running, a.ag_frame is not None, drive(a.__anext__()), drive(a.asend('hello')))
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
attempt(lambda: drive(a.athrow(ValueError('x'))))
attempt(lambda: drive(a.__anext__()))
b = ag(2); drive(b.__anext__())
attempt(lambda: drive(b.aclose()))
class CM:
    async def __aenter__(self): print('aenter'); await Await('e'); return 'value'
    async def __aexit__(self, t, v, tb): print('aexit', t and t.__name__); await Await('x'); return t is ValueError
async def withs():
    async with CM() as v, CM(): print(v)
    async with CM(): raise ValueError
    async with CM(): raise KeyError('k')
attempt(lambda: drive(withs()))
async def wrong():
    async for x in [1]: pass
async def wrong2():
    async with 5: pass
class NoNext:
    def __aiter__(self): return self
async def wrong3():
    async for x in NoNext(): pass
class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def wrong4():
    async for x in BadNext(): pass
for f in (wrong, wrong2, wrong3, wrong4): attempt(lambda: drive(f()))
