import sys
print()
print('a', 'b', sep='-', end='!\n')
print(1, None, [1], sep='')
print('x', end='')
print('y', sep=None, end=None)
print('to err', file=sys.stderr)
print(*range(3), sep=', ')
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append('flush')
w = W()
print('a', 1, file=w)
print('b', file=w, flush=True)
print(w.parts)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: print(1, sep=2))
attempt(lambda: print(1, end=2))
attempt(lambda: print(1, foo=2))
attempt(lambda: print(1, file=5))
sys.stdout.write('direct\n')
attempt(lambda: sys.stdout.write(1))
print(sys.stdout.write('four'))
print('flush', flush=True)
print('é日😀')
