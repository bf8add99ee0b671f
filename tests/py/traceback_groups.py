import traceback, sys
def inner():
    try:
        try: {}['k']
        except KeyError as e: raise TypeError('t\nsecond') from e
    except TypeError: raise ValueError('v')
def group():
    errors = []
    for f in inner, inner:
        try: f()
        except Exception as e: e.add_note('a note\nof two lines\n\nand more'); errors.append(e)
    raise ExceptionGroup('several', errors)
try:
    try: group()
    except ExceptionGroup as e: raise ExceptionGroup('outer', [e, OSError(5, 'five')]) from RuntimeError('cause')
except ExceptionGroup as e:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception(e, limit=1))
    last = e
g = ValueError('deepest')
for i in range(14): g = ExceptionGroup('level %d' % i, [g])
traceback.print_exception(g, file=sys.stdout)
raise last
