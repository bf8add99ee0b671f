x = 10
print(eval('x + 1'), eval('x', {'x': 5}), eval('a + b', {'a': 1}, {'b': 2}), eval(' 1'), eval(compile('x * 2', 'f', 'eval')), eval('[i for i in range(x)]')[-1])
ns = {}
exec('def f(a): return a * 2\ny = f(21)', ns)
print(ns['y'], sorted(k for k in ns), exec('z = 1'), z)
g, l = {}, {}
exec('q = 5\nclass K: pass', g, l)
print(sorted(l), '__builtins__' in g, 'q' in g, l['K'].__module__ if '__name__' in g else 'none' if not hasattr(l['K'], '__module__') else l['K'].__module__)
def func():
    loc = 7
    exec('loc = 8')
    return loc, eval('loc'), sorted(locals())
print(func())
print(sorted(k for k in globals() if not k.startswith('__'))[:4], locals() is globals(), __name__, '__file__' in globals())
c = compile('1 + 2', '<s>', 'eval')
print(c.co_name, c.co_filename, c.co_consts, eval(c))
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
attempt(lambda: eval('1 +'))
attempt(lambda: eval('x = 1'))
attempt(lambda: eval(1))
attempt(lambda: eval('undefined_thing'))
attempt(lambda: exec('return 1'))
attempt(lambda: eval('1', 1))
attempt(lambda: eval('1', {}, 1))
attempt(lambda: exec('1', []))
attempt(lambda: compile('1', 'f', 'what'))
attempt(lambda: compile('1', 'f'))
attempt(lambda: compile('1\n2', 'f', 'single'))
attempt(lambda: compile('a b', 'f', 'exec'))
attempt(lambda: eval('a\0b'))
attempt(lambda: eval(''))
attempt(lambda: exec('  x = 1'))
attempt(lambda: eval('()' * 3))
