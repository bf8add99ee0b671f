def g():
    try:
        r = yield 1
        print('received', r)
        r = yield 2
        print('received', r)
    except ValueError as e:
        print('caught', e)
        yield 'after'
    finally:
        print('finally')
    return 'result'
a = g()
print(next(a), a.send('x'), a.gi_frame is not None, a.gi_running, a.gi_yieldfrom, a.gi_code.co_name, a.__name__, a.__qualname__)
try:
    a.send('y')
except StopIteration as e:
    print('stop', e.value, e.args)
print(a.gi_frame, list(a))
b = g(); next(b)
print(b.throw(ValueError('v')), list(b))
c = g(); next(c)
try:
    c.throw(KeyError, 'k')
except KeyError as e:
    print('out', e)
d = g(); next(d); print(d.close(), d.close())
e = g(); print(e.close(), list(e))
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn(); next(s)
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__cause__))
attempt(s.close)
attempt(lambda: g().send(1))
attempt(lambda: g().throw(1))
attempt(lambda: g().throw(ValueError))
attempt(lambda: g().throw(ValueError, KeyError('x')))
attempt(lambda: g().throw())
attempt(lambda: next(x for x in ()))
def reenter():
    yield next(me)
me = reenter()
attempt(lambda: next(me))
def stops():
    raise StopIteration('inner')
    yield
attempt(lambda: next(stops()))
def wrap():
    try:
        yield from inner()
    except RuntimeError as e:
        print('wrapped', e)
def inner():
    x = yield 'in'
    raise RuntimeError(x)
w = wrap(); next(w)
attempt(lambda: w.send('boom'))
