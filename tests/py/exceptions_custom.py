class E(Exception):
    def __init__(self, a, b=2): super().__init__(a, b); self.a = a
    def __str__(self): return 'E says %s' % self.a
e = E('x')
print(e, repr(e), e.args, e.a, str(e), isinstance(e, Exception), E.__mro__[1].__name__, E.__base__.__name__)
e.args = ('changed',); print(repr(e), e)
e.args = [1, 2]; print(e.args)
class F(ValueError, KeyError): pass
try:
    raise F('f')
except LookupError as x:
    print(type(x).__name__, x)
class G(Exception):
    pass
print(repr(G()), str(G()), repr(G(1)), str(G(1)), str(G(1, 2)), repr(G('a')), G.__name__)
class NoInit(Exception):
    def __init__(self, x): self.x = x
print(NoInit(5).args, repr(NoInit(5)))
def attempt(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e, e.args)
def r1(): raise 5
def r2(): raise int
def r3(): raise G from 5
def r4(): raise E
def r5(): raise None
def r6(): raise
def r7(): raise G from None
def r8(): raise E('1') from E('2')
def r9(): raise Exception(1, 2) from ValueError
for r in (r1, r2, r3, r4, r5, r6, r7, r8, r9):
    attempt(r)
def r10():
    try: raise G
    except 5: pass
def r11():
    try: raise G
    except (ValueError, 'x'): pass
def r12():
    try: raise G
    except int: pass
for r in (r10, r11, r12):
    attempt(r)
class WithNew(Exception):
    def __new__(cls, *a):
        self = super().__new__(cls, 'from new')
        return self
print(WithNew('z').args, Exception.__new__(G, 7).args)
attempt(lambda: Exception(x=1))
attempt(lambda: setattr(e, 'args', 5))
attempt(lambda: setattr(e, '__cause__', 5))
attempt(lambda: setattr(e, '__context__', 5))
attempt(lambda: setattr(e, '__traceback__', 5))
attempt(lambda: e.with_traceback(5))
attempt(lambda: e.add_note(5))
e.add_note('n1'); e.add_note('n2'); print(e.__notes__, e.__suppress_context__, e.__cause__, e.__context__, e.__traceback__)
