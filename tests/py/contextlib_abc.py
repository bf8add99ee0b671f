import contextlib, abc, sys
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
@contextlib.contextmanager
def cm(x):
    print('enter', x)
    try: yield x * 2
    except ValueError as e: print('caught', e)
    finally: print('exit', x)
with cm(2) as v: print(v)
with cm(3): raise ValueError('bad')
def boom():
    with cm(4): raise KeyError('k')
tries(boom)
with contextlib.suppress(ZeroDivisionError): 1 / 0
with contextlib.nullcontext(5) as n: print(n)
class Thing:
    def close(self): print('closed')
with contextlib.closing(Thing()): pass
with contextlib.ExitStack() as st:
    st.callback(print, 'last'); print(st.enter_context(cm(5))); st.push(lambda *e: print('pushed', e[0]))
class Out:
    def __init__(self): self.t = ''
    def write(self, s): self.t += s
o = Out()
with contextlib.redirect_stdout(o): print('hidden')
print(repr(o.t))
@cm(9)
def deco(): print('in deco')
deco()
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
    def g(self): return 'g'
class B(A):
    def f(self): return 'f'
    p = 3
tries(lambda: A(), lambda: B().f(), lambda: type('C', (A,), {'f': 1})())
print(A.__abstractmethods__ == {'f', 'p'}, B.__abstractmethods__, issubclass(B, A), isinstance(B(), A), isinstance(1, A), type(A))
A.register(int); print(isinstance(1, A), issubclass(bool, A))
@A.register
class R: pass
print(isinstance(R(), A), issubclass(R, A)); tries(lambda: A.register(5))
class H(abc.ABC):
    @classmethod
    def __subclasshook__(cls, C): return hasattr(C, 'quack') or NotImplemented
class Duck: quack = 1
print(isinstance(Duck(), H), issubclass(int, H))
@contextlib.contextmanager
def none():
    if False: yield
def usenone():
    with none(): pass
tries(usenone)
