x = 'global'
def f():
    global x
    x = 'changed'
f()
print(x)
def g():
    x = 'local'
    class C:
        y = x
        def m(self): return x
    return C.y, C().m()
print(g())
class K:
    x = 'class'
    def m(self): return x
print(K().m())
del x
try:
    print(x)
except NameError as e:
    print(e)
print('x' in globals(), sorted(k for k in locals() if not k.startswith('_')))
def h(a, b=1):
    c = 2
    return locals()
print(h(0))
exec('q = 5')
print(q, eval('q + 1'), eval('a * 2', {'a': 4}))
ns = {}
exec('def t(): return 1\nv = t()', ns)
print(ns['v'], '__builtins__' in ns)
print(vars(K)['x'], dir(K)[-2:])
