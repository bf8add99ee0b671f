import sys
rc = sys.getrefcount
class C:
    def m(self, x=None): return rc(self)
    def __len__(self): return rc(self)
    def __getitem__(self, k): return rc(self), rc(k)
    def __contains__(self, k): return rc(self) + 100 * rc(k) > 0
    def __add__(self, o): return rc(self), rc(o)
    def __radd__(self, o): return rc(self), rc(o)
    def __eq__(self, o): print('eq', rc(self), rc(o)); return True
    def __hash__(self): print('hash', rc(self)); return 1
    def __iter__(self): print('iter', rc(self)); return iter([1])
    def __bool__(self): print('bool', rc(self)); return True
    def __str__(self): return 's%d' % rc(self)
    def __repr__(self): return 'r%d' % rc(self)
    def __format__(self, s): return 'f%d' % rc(self)
    def __setattr__(self, n, v): print('setattr', rc(self), rc(v))
    def __delattr__(self, n): print('delattr', rc(self))
    def __setitem__(self, k, v): print('setitem', rc(self), rc(k), rc(v))
    def __delitem__(self, k): print('delitem', rc(self), rc(k))
    def __enter__(self): print('enter', rc(self))
    def __exit__(self, *a): print('exit', rc(self), rc(a))
    def __neg__(self): return rc(self)
    def __iadd__(self, o): print('iadd', rc(self), rc(o)); return self
    def __lt__(self, o): return rc(self), rc(o)
    def __int__(self): return rc(self)
    def __index__(self): return rc(self)
c = C()
o = []
print(rc(c), c.m(), C.m(c), c.m(1), c.m(x=1))
b = c.m
print(rc(c), b(), rc(b), rc(C.m), rc(b.__func__), rc(b.__self__))
bs = [c.m for _ in range(3)]
print(rc(c), bs[0](), rc(bs[0]))
del b, bs
print(rc(c))
print(len(c), c.__len__(), c[o], o in c, c + o, o + c, c + c, -c, c < o)
c == c; c == o; hash(c); iter(c); bool(c)
print(str(c), repr(c), f'{c}', '%s' % c, '%r' % c, [c], int(c), [0, 1, 2, 3, 4, 5, 6, 7][c])
c.x = o; del c.x; c[o] = o; del c[o]
with c: pass
c += o
if c: pass
print(c in [c], {c: 1}[c], rc(c), rc(o))
l = [].append
print(rc(l), rc(l.__self__))
