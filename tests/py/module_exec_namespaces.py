g = {'x': 1}
exec('y = x + 1\ndef f(): return x, y\nclass K: z = x\n', g)
print(g['f'](), g['K'].z, '__builtins__' in g, g['f'].__globals__ is g, g['f'].__module__ if hasattr(g['f'], '__module__') else 0)
g['x'] = 50; print(g['f']())
l = {}
exec('a = 1\nb = a\ndef f(): return a', {}, l)
try: l['f']()
except NameError as e: print(e)
try: exec('a = 1\n[a for _ in range(2)]', {}, {})
except NameError as e: print(e)
try: exec('len([])', {'__builtins__': {}})
except NameError as e: print(e)
exec('print("own builtins", len2([1]))', {'__builtins__': {'print': print, 'len2': len}})
class NS(dict):
    def __missing__(self, k): return 'missing ' + k
    def __setitem__(self, k, v): print('set', k); dict.__setitem__(self, k, v)
ns = NS()
exec('q = w', {}, ns); print(ns)
print(eval('zzz', {}, ns))
class Mapping:
    def __getitem__(self, k):
        if k == 'v': return 42
        raise KeyError(k)
print(eval('v', {}, Mapping()))
def fn():
    x = 1
    d = locals()
    y = 2
    d2 = locals()
    return d is d2, sorted(d), [locals() is locals() for _ in range(1)]
print(fn())
def closure():
    a = 1
    def inner():
        b = a
        return locals()
    return inner()
print(closure())
code = compile('x = 5\nx * 2', 's', 'exec')
h = {}; print(exec(code, h), h['x'])
print(eval(compile('[i for i in range(3)]', 's', 'eval')))
exec(compile('5 + 5', 's', 'single'))
exec(compile('"text"; None; 7', 's', 'single'))
print(eval("(lambda: __name__)()"), eval("__name__", {'__name__': 'given'}))
def f(): return eval('undefined_in_f')
try: f()
except NameError as e: print(e)
def param(p): return eval('p'), [eval('q', {'q': p})]
print(param(3))
def writes():
    exec('newvar = 1')
    try: return newvar
    except NameError as e: return str(e)
print(writes())
