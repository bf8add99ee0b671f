from contextlib import *
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class A:
    def __init__(s, n, swallow=False): s.n, s.w = n, swallow
    async def __aenter__(s): print('enter', s.n); return s.n
    async def __aexit__(s, t, v, tb): print('exit', s.n, t and t.__name__); return s.w
    def __enter__(s): print('senter', s.n); return s.n
    def __exit__(s, t, v, tb): print('sexit', s.n, t and t.__name__); return s.w
async def main():
    async with AsyncExitStack() as st:
        print(await st.enter_async_context(A(1, True)), st.enter_context(A(2)))
        async def cb(x): print('cb', x)
        st.push_async_callback(cb, 5); st.callback(print, 'plain'); st.push_async_exit(A(3))
        raise ValueError
    async with nullcontext(7) as n: print(n)
    async def g():
        try: yield 1
        finally: print('closed')
    async with aclosing(g()) as it: print(await anext(it))
    try: await AsyncExitStack().enter_async_context(5)
    except TypeError as e: print(e)
    @asynccontextmanager
    async def acm():
        print('in'); yield 3; print('out')
    async with acm() as v: print(v)
run(main())
with ExitStack() as st:
    st.enter_context(A(4, True)); st.push(A(5)); st.callback(print, 'c')
    def bad(*a): raise KeyError('k')
    st.push(bad)
    raise ValueError('v')
try:
    with ExitStack() as st: st.push(bad); raise ValueError('v')
except KeyError as e: print(repr(e), repr(e.__context__))
try: ExitStack().enter_context(5)
except TypeError as e: print(e)
s = ExitStack(); s.callback(print, 'moved'); t = s.pop_all(); s.close(); t.close()
print(isinstance(A(1), AbstractAsyncContextManager), issubclass(AsyncExitStack, AbstractAsyncContextManager), isinstance(A(1), AbstractContextManager))
