import sys
def t(f,*a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
t(sys.setswitchinterval, 0); t(sys.setswitchinterval, -1); t(sys.setswitchinterval, 'a'); t(sys.setswitchinterval, 1); t(sys.getswitchinterval); t(sys.setswitchinterval, 0.0000001); t(sys.getswitchinterval)
t(sys.setswitchinterval, 1e-6); t(sys.getswitchinterval); t(sys.setswitchinterval, 1e9)
t(sys.set_coroutine_origin_tracking_depth, -1); t(sys.set_coroutine_origin_tracking_depth, 5); t(sys.get_coroutine_origin_tracking_depth)
t(sys.audit); t(sys.audit, 1); t(sys.audit, 'a', 1)
t(sys.call_tracing, len, ('abc',)); t(sys.call_tracing, len, 5)
t(sys.settrace); t(sys.gettrace); t(sys.getprofile)
t(sys.setdlopenflags, 'a'); t(sys.is_finalizing); t(sys.set_asyncgen_hooks, 1)
t(sys.set_asyncgen_hooks, None, None); t(sys.setrecursionlimit, 1.5), t(sys.setrecursionlimit, 10**10), t(sys.setrecursionlimit, -5)
t(sys.getsizeof); t(sys.getsizeof, 1, 2, 3); t(sys.intern, 5); t(sys.intern, type('S', (str,), {})('a'))
t(sys.exit, 1, 2); t(sys.getdefaultencoding, 1); t(sys._clear_type_cache); t(sys.exc_info, 1)
t(sys.getrefcount, 1, 2)
t(sys.set_int_max_str_digits, -1);t(sys.set_int_max_str_digits, 639);t(sys.set_int_max_str_digits, 'a');t(sys.set_int_max_str_digits, 10**30);t(sys.set_int_max_str_digits);
t(sys.unraisablehook, 1); t(sys.excepthook); t(sys.displayhook)
t(sys.version_info.__class__); t(sys.flags.__class__, (1,)); t(type(sys.float_info))
