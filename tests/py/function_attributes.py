def f(a, b: int = 2, /, c=3, *args: str, d, e=5, **kw) -> float:
    "doc of f"
    x = 1
    return x
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__module__, f.__closure__, f.__dict__, f.__globals__ is globals())
c = f.__code__
print(c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_names, c.co_consts, c.co_flags, c.co_freevars, c.co_cellvars, c.co_name, c.co_qualname, c.co_firstlineno, c.co_stacksize)
f.attr = 1
f.__defaults__ = (7, 8, 9)
print(f.attr, f.__dict__, f.__defaults__)
f.__kwdefaults__ = {'d': 1, 'e': 2}
print(f(1), f.__kwdefaults__['d'])
f.__name__ = 'g'; f.__qualname__ = 'q.g'; f.__doc__ = None
print(f.__name__, repr(f).split(' at ')[0])
def outer():
    v = 5
    def inner(): return v
    return inner
i = outer()
print(i.__closure__[0].cell_contents, i.__code__.co_freevars, outer.__code__.co_cellvars, i.__qualname__, len(i.__closure__))
i.__closure__[0].cell_contents = 6
print(i())
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: setattr(f, '__name__', 1))
attempt(lambda: setattr(f, '__defaults__', 1))
attempt(lambda: setattr(f, '__code__', 1))
attempt(lambda: setattr(f, '__code__', i.__code__))
attempt(lambda: setattr(f, '__closure__', ()))
attempt(lambda: setattr(f, '__globals__', {}))
attempt(lambda: setattr(f, '__dict__', 1))
attempt(lambda: setattr(f, '__annotations__', 1))
f.__code__ = (lambda: 'replaced').__code__
f.__defaults__ = None
print(f())
class K:
    def m(self): pass
k = K()
print(k.m.__self__ is k, k.m.__func__ is K.m, k.m.__name__, k.m.__qualname__, k.m == k.m, k.m is k.m, K.m is K.m, k.m.__doc__, hash(k.m) == hash(k.m), k.m == K().m)
print(len.__name__, len.__self__.__name__, len.__doc__[:6], [].append.__self__, [].append.__name__, list.append.__name__, list.append.__objclass__, 'a'.join.__qualname__, len.__module__, [].append.__module__)
