import sys
class C:
    def __del__(self): raise ValueError('v')
def hook(u):
    print(type(u), u.exc_type, u.exc_value, type(u.exc_traceback), u.err_msg, u.object, len(u), type(u).__name__, type(u).__module__)
    print(u.n_fields if hasattr(u,'n_fields') else None, u.__match_args__)
sys.unraisablehook = hook
C()
sys.unraisablehook = sys.__unraisablehook__
C()
def bad(u): raise KeyError('in hook')
sys.unraisablehook = bad
C()
sys.unraisablehook = None
C()
del sys.unraisablehook
C()
sys.unraisablehook = sys.__unraisablehook__
saved = []
sys.unraisablehook = saved.append
C()
print(saved[0].exc_value, repr(saved[0])[:80])
class A: pass
T = type(saved[0])
    sys.stdout.flush()
    try: sys.__unraisablehook__(T(a))
    except BaseException as e: print(repr(e))
    try: T(a[:3])
    except BaseException as e: print(repr(e))
sys.stderr = None
sys.__unraisablehook__(T(a))
sys.stderr = sys.__stderr__
class R:
    def __repr__(self): 1/0
sys.__unraisablehook__(T((ValueError, ValueError(R()), None, None, R())))
sys.unraisablehook = 5
C()
