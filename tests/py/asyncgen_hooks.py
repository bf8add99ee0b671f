import sys
async def g():
    yield 1
    yield 2
seen = []
def first(a): print('first', a.__name__)
def fin(a): print('finalizer', a.__name__); seen.append(a)
print(sys.set_asyncgen_hooks(first, fin), sys.get_asyncgen_hooks().firstiter is first, sys.get_asyncgen_hooks()[1] is fin)
def step(aw):
    try: aw.send(None)
    except StopIteration as e: return e.value
a = g()
print(step(a.__anext__()))
print(step(a.__anext__()))
del a
print(len(seen), seen[0].ag_running)
try: seen[0].aclose().send(None)
except StopIteration: print('closed')
seen.clear()
b = g(); step(b.asend(None)); step(b.__anext__())
try: b.__anext__().send(None)
except StopAsyncIteration: print('done')
del b; print(len(seen))
sys.set_asyncgen_hooks(firstiter=lambda a: 1/0)
c = g()
try: c.__anext__()
except ZeroDivisionError as e: print(e)
print(step(c.__anext__()))
sys.set_asyncgen_hooks(finalizer=lambda a: 1/0)
d = g(); step(d.__anext__()); del d
try: sys.set_asyncgen_hooks(finalizer=5)
except TypeError as e: print(e)
try: sys.set_asyncgen_hooks(1, 5)
except TypeError as e: print(e)
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
del c
