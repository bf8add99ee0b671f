import sys, gc
exec("c1 = 47555154; print(sys.getrefcount(c1))")
print(eval('sys.getrefcount(123456)'), eval(' (lambda: sys.getrefcount(1234567))()'))
print(eval(compile('sys.getrefcount(123456)', 'x', 'eval')))
exec(b'print(sys.getrefcount(987654))')
def f():
    exec('x = 55555; print(sys.getrefcount(x))')
f()
print(sys.getrefcount(c1))
try: exec('raise KeyError(99999)')
except KeyError as e: print(sys.getrefcount(e.args[0]))
