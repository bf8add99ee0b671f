import traceback, sys, linecache
def f(): g()
def g():
    try: 1 / 0
    except ZeroDivisionError as e:
        raise ValueError('bad') from e
try: f()
except ValueError as e: exc = e
print(traceback.format_exception(exc)); print(traceback.format_exception_only(exc)); print(traceback.format_exception_only(ValueError, exc))
print(traceback.format_tb(exc.__traceback__), traceback.format_tb(exc.__traceback__, 1), traceback.format_tb(exc.__traceback__, -1))
s = traceback.extract_tb(exc.__traceback__); print(s[0].name, s[0].lineno, s[0].line, s[0].colno, s[0].end_colno, s[0].end_lineno, len(s), type(s).__name__)
print(str(s[0]).split('/')[-1], list(s[1])[1:], s[0] == s[0], len(s[0]), tuple(s[0])[1:] == s[0], s == s)
print(s.format()); print(traceback.format_list([('f.py', 3, 'name', 'the line'), ('g.py', 4, 'n2', None)]))
fs = traceback.FrameSummary('f', 1, 'n', lookup_line=False, line='  abc  ', locals={'a': 1, 'b': 'x'}); print(repr(fs), fs.line, fs.locals); print(traceback.StackSummary.from_list([fs]).format())
te = traceback.TracebackException.from_exception(exc); print(''.join(te.format())); print(str(te), te.exc_type, te.__cause__ is not None, te.__suppress_context__, te == te)
te.print(file=sys.stdout); print(list(te.format_exception_only()), len(list(te.format(chain=False))))
def st(): return traceback.format_stack(), traceback.extract_stack(limit=2)
a, b = st(); print(a); print([x.name for x in b])
traceback.print_stack(file=sys.stdout)
traceback.print_exception(exc, file=sys.stdout, limit=1); traceback.print_exception(None, file=sys.stdout); print(traceback.format_exception(None, None, None))
try: traceback.format_exception(1)
except TypeError as e: print(e)
try: traceback.print_exception(ValueError, file=sys.stdout)
except (TypeError, ValueError) as e: print(type(e), e)
try: compile('x = (1 +\n  y z)', 'ff.py', 'exec')
except SyntaxError as e: print(traceback.format_exception_only(e)); t = traceback.TracebackException.from_exception(e); print(t.filename, t.lineno, t.text, t.offset, t.end_offset, t.msg, t.end_lineno)
for args in (('m', ('f', 1, 3, 'abcdef', 1, 5)), ('m', ('f', 1, 30, 'abcdef')), ('m', ('f', 1, None, 'abc')), ('m', ('f', None, 1, None)), ('m', (None, 2, 2, '   abc')), ('m', ('f', 1, 2, 'abc', 3, 1))): print(traceback.format_exception_only(SyntaxError(*args)))
e = ValueError('x\ny'); e.__notes__ = ['n1', 'n2\nn3', 5]; print(traceback.format_exception_only(e)); e.__notes__ = 5; print(traceback.format_exception_only(e))
class B(Exception):
    def __str__(self): raise ValueError
print(traceback.format_exception_only(B())); print(traceback.format_exception_only(KeyError('k')), traceback.format_exception_only(StopIteration()), traceback.format_exception_only(B.__mro__[0]) if 0 else '')
eg = ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError(i) for i in range(20)])]); print(''.join(traceback.format_exception(eg))); traceback.print_exception(eg, file=sys.stdout); print(traceback.format_exception_only(eg))
try: raise eg from exc
except ExceptionGroup as e: traceback.print_exc(file=sys.stdout); print(traceback.format_exc())
def r(n): 
    if n: r(n - 1)
    else: [][0] + {'a': 1}['a'].real
try: r(10)
except IndexError: traceback.print_exc(file=sys.stdout)
def lines():
    return (aaa.
            bbb)
try: lines()
except NameError: traceback.print_exc(file=sys.stdout)
def u():  return 'é' + ('ü'  +  1) * "日本"[1:5]
try: u()
except TypeError: traceback.print_exc(file=sys.stdout)
x = None
def o():
    	x.foo.bar(1, 2)[3]
try: o()
except AttributeError: traceback.print_exc(file=sys.stdout)
print(linecache.getline(__file__, 2), repr(linecache.getline(__file__, 9999)), repr(linecache.getline('/nonexistent', 1)), len(linecache.getlines(__file__)) > 5); linecache.clearcache(); linecache.checkcache()
try:
    try: raise ValueError(1)
    finally: traceback.print_exc(file=sys.stdout); raise KeyError
except KeyError as k: traceback.print_exc(file=sys.stdout, chain=False); print(''.join(traceback.format_exception(k, limit=0)))
print(list((f.f_code.co_name, l) for f, l in traceback.walk_tb(exc.__traceback__))); traceback.clear_frames(exc.__traceback__)
print(traceback.format_exc())
a = ValueError('a'); b = ValueError('b'); a.__context__ = b; b.__context__ = a; print(traceback.format_exception(a))
sys.tracebacklimit = 1
try: f()
except ValueError: print(traceback.format_exc())
