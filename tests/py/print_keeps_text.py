import gc
gc.collect()
import sys, gc
x = ''.join(['a', 'b c'])
print(sys.getrefcount(x))
print(x)
print(sys.getrefcount(x))
print(x, x)
print(sys.getrefcount(x), [type(o).__name__ for o in gc.get_referrers(x)])
sys.stdout.flush()
print(sys.getrefcount(x))
y = 'Ωmega %d' % 3
print(y)
print(sys.getrefcount(y))
z = 'z' * 9
print(sys.getrefcount(z))
print(z)
print(sys.getrefcount(z))
class S:
    def __str__(self): return x
print(S())
print(sys.getrefcount(x))
sys.stderr.write(x)
print(sys.getrefcount(x), sys.stdout.line_buffering)
print(x, file=sys.stderr)
print(sys.getrefcount(x), sys.stderr.line_buffering)
