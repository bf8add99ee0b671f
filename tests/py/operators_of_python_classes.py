import sys
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o):
        if not isinstance(o, V): return NotImplemented
        return V(self.x + o.x)
    def __radd__(self, o): return ('radd', o)
    def __eq__(self, o):
        if not isinstance(o, V): return NotImplemented
        return self.x == o.x
    def __lt__(self, o): return NotImplemented
    def __gt__(self, o): return 'gt'
    def __mul__(self, o):
        print(sys.getrefcount(self), sys.getrefcount(o), sys.getrefcount(V.__mul__)); return 1
    @property
    def p(self):
        return sys.getrefcount(self), sys.getrefcount(V.__dict__['p']), sys.getrefcount(V.__dict__['p'].fget)
    @property
    def bad(self): raise KeyError('bad')
    def __sub__(self, o): raise ValueError('sub')
    def __matmul__(self, o): yield 1
def f():
    v, w = V(1), V(2)
    for i in range(30):
        (v + w).x
        try: v + 1
        except TypeError as e: m = str(e)
        v == w; v == 3; v != w
        r = v < w
        try: r2 = v < 3
        except TypeError as e: m2 = str(e)
        g = v @ w
        q = v.p
    print(m, r, m2, list(g), q)
    v * w
    v * V(3)
    print(v.p, V(5).p)
    for i in range(30):
        try: v.bad
        except KeyError as e: tb = e.__traceback__
    print(tb.tb_lasti, tb.tb_next.tb_lasti, tb.tb_lineno)
    for i in range(30):
        try: v - w
        except ValueError as e: tb = e.__traceback__
    print(tb.tb_lasti, tb.tb_next.tb_lasti, tb.tb_lineno, tb.tb_frame.f_lasti)
    V.__add__ = lambda s, o: 'new'
    print(v + w)
    v + w
f()
