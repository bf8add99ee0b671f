import sys
print(sys.version_info[:2], sys.maxsize, sys.byteorder, sys.maxunicode, sys.hash_info.width, sys.int_info.bits_per_digit, sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.implementation.name, sys.getdefaultencoding(), sys.getrecursionlimit(), sys.platform)
print(sys.argv, type(sys.path).__name__, type(sys.modules).__name__, 'sys' in sys.modules, sys.modules['sys'] is sys, sys.stdout.encoding, sys.stdin is not None, sys.flags.hash_randomization, sys.api_version > 1000, sys.getswitchinterval(), sys.copyright[:9], sys.hexversion >> 16 == 0x030b)
f = sys._getframe()
print(f.f_code.co_name, f.f_lineno, f.f_back, f.f_globals is globals(), f.f_locals is f.f_globals, type(f).__name__)
def g():
    x = 1
    fr = sys._getframe()
    return fr.f_code.co_name, fr.f_back.f_code.co_name, sorted(fr.f_locals), fr.f_lineno, sys._getframe(1).f_code.co_name
print(g())
print(sys.exc_info(), sys.getsizeof(1), sys.intern('a'), sys.getrefcount([]), sys.displayhook(None), sys.set_int_max_str_digits(4300), sys.get_int_max_str_digits())
sys.displayhook(5); sys.displayhook('a')
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
attempt(lambda: sys.getrefcount())
attempt(lambda: sys._getframe(100))
attempt(lambda: sys._getframe('a'))
attempt(lambda: sys.exit())
attempt(lambda: sys.exit(3))
attempt(lambda: sys.exit('text'))
attempt(lambda: sys.exit((1, 2)))
attempt(lambda: sys.set_int_max_str_digits(5))
attempt(lambda: sys.nothing)
