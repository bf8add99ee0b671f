import sys, gc
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
d = bytes(range(97, 107)) + b'!'
b = bytearray(d)
m = memoryview(b)
print(sys.getrefcount(b), sys.getrefcount(m), sys.getsizeof(m), gc.is_tracked(m))
print(len(m), m[0], m[-1], m[1:4].tobytes(), m[::2].tolist(), m[::-1].tobytes(), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.contiguous, m[::2].contiguous, m[::2].strides)
m[0] = 90; m[1:3] = b'xy'; print(b, m.obj is b)
m[::2] = bytes(6); print(b)
tries(lambda: b.append(1), lambda: b.pop(), lambda: b.clear(), lambda: m[99], lambda: m['x'], lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, 'x'), lambda: m.__setitem__(slice(0, 2), b'abc'),
      lambda: m.__setitem__(slice(0, 2), 5), lambda: m.__delitem__(0), lambda: m.__setitem__(99, 1), lambda: memoryview(5), lambda: memoryview(), lambda: memoryview('x'), lambda: hash(m), lambda: m + m)
r = memoryview(d)
tries(lambda: r.__setitem__(0, 1), lambda: hash(r) == hash(d), lambda: r.readonly, lambda: r.__setitem__(99, 1), lambda: r.__delitem__(0))
print(r == d, d == r, r == memoryview(d), r != b'', m == b, b == m, r[:3] == b'abc', r == 5, r[::2] == d[::2])
tries(lambda: r < r, lambda: r < d)
print(bytes(r), bytes(r[::3]), bytearray(r[::-1]), b''.join([r[:2], r[2:4]]), list(r), sum(r), 97 in r, 'x' in [1], r.hex(), r[:2].hex(':'))
print(r.tobytes() == d, b'x' + r[:2], r[2:5][1:].tobytes(), r[2:5].obj is d)
print(bytes.join(b'-', [r[:1]]), int(memoryview(b'12')), bytearray(b'abc').find(memoryview(b'c')))
ro = m.toreadonly(); print(ro.readonly, m.readonly); tries(lambda: ro.__setitem__(0, 1))
m2 = memoryview(m); m2.release(); tries(lambda: m2[0], lambda: len(m2), lambda: m2.tolist(), lambda: repr(m2).split(' at')[0], lambda: m2.nbytes, lambda: memoryview(m2), lambda: m2 == m2, lambda: m2 == m, lambda: m2.obj)
print(repr(m).split(' at')[0]); ro.release(); m.release(); m.release(); b.append(5); print(b)
with memoryview(b) as v: print(v[0])
tries(lambda: v[0], lambda: len(b), lambda: b.append(1), lambda: v.__enter__())
x = memoryview(b); y = x[1:]; del x; print(sys.getrefcount(b)); tries(lambda: b.append(1)); del y; b.append(1); print(len(b), sys.getrefcount(b))
x = memoryview(b); x2 = memoryview(x); print(sys.getrefcount(x), sys.getrefcount(b))
def g(): 
    yield from memoryview(b'ab')
print(list(g()), type(iter(r)), sys.getsizeof(iter(r)), next(iter(r)), list(reversed(r))[:2])
match r:
    case [97, *rest]: print('sequence', len(rest))
import weakref
w = weakref.ref(x2); print(w() is x2); del x2; print(w())
class Box: pass
class BA(bytearray): pass
gc.collect()
o = BA(b'abc'); o.view = memoryview(o); del o; print(gc.collect())
t = m2.toreadonly if False else None
print(memoryview.__doc__, r.c_contiguous, r[0:0].tobytes(), len(r[5:2]))
