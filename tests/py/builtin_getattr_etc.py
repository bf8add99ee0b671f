class A:
    x = 1
    def m(self): return 'm'
a = A()
print(getattr(a, 'x'), getattr(a, 'y', 'none'), hasattr(a, 'x'), hasattr(a, 'q'), setattr(a, 'y', 5), a.y, delattr(a, 'y'), hasattr(a, 'y'), getattr(A, 'm')(a), callable(A), callable(a), callable(len), callable(1))
print(vars(a), sorted(k for k in vars(A) if not k.startswith('__')), 'x' in dir(a), [n for n in dir(a) if not n.startswith('_')], type(vars(A)).__name__, dir([])[:3], len(dir(1)) > 50)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: getattr(a, 'zz'))
attempt(lambda: getattr(a, 1))
attempt(lambda: getattr(a))
attempt(lambda: hasattr(a, 1))
attempt(lambda: setattr(a, 1, 2))
attempt(lambda: setattr(1, 'x', 2))
attempt(lambda: setattr(int, 'x', 2))
attempt(lambda: delattr(a, 'x'))
attempt(lambda: delattr(a))
attempt(lambda: vars(1))
attempt(lambda: vars(1, 2))
attempt(lambda: A.nothing)
attempt(lambda: None.x)
attempt(lambda: (1).real.q)
attempt(lambda: len.x)
attempt(lambda: setattr(len, 'x', 1))
attempt(lambda: setattr(None, 'x', 1))
attempt(lambda: delattr(int, 'real'))
attempt(lambda: [].x)
attempt(lambda: a.m.x)
attempt(lambda: setattr(a.m, 'x', 1))
attempt(lambda: setattr(object(), 'x', 1))
attempt(lambda: callable())
attempt(lambda: dir(1, 2))
attempt(lambda: (lambda: 0).y)
class P:
    @property
    def raises(self): raise AttributeError('inner')
print(hasattr(P(), 'raises'), getattr(P(), 'raises', 'dflt'))
