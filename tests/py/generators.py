def g(n):
    for i in range(n):
        x = yield i
        if x: print('got', x)
    return 'done'
it = g(3)
print(next(it), it.send('a'), next(it))
try:
    next(it)
except StopIteration as e:
    print(e.value)
def d():
    r = yield from g(2)
    print('r', r)
print(list(d()))
def f():
    try:
        yield 1
        yield 2
    finally:
        print('finally')
it = f()
next(it)
it.close()
it = f()
next(it)
del it
def t():
    try:
        yield 1
    except ValueError as e:
        yield ('caught', str(e))
it = t()
next(it)
print(it.throw(ValueError('x')))
def bad():
    raise StopIteration
    yield
try:
    next(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__))
print(sum(x * x for x in range(5)))
it = g(1)
try:
    it.send(1)
except TypeError as e:
    print(e)
def ig():
    try:
        yield
    except GeneratorExit:
        yield 2
it = ig(); next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)
print(type(it.gi_frame).__name__, it.gi_running)
def selfrun():
    yield next(me)
me = selfrun()
try:
    next(me)
except ValueError as e:
    print(e)
