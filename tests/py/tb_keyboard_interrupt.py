def f():
    raise KeyboardInterrupt('by hand')
try:
    f()
except Exception:
    print('not an Exception')
except BaseException as e:
    print(type(e).__name__, e)
class Base(BaseException): pass
raise Base('base')
