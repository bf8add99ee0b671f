import warnings, sys
warnings.warn('first'); warnings.warn('dep', DeprecationWarning)
for i in range(3): warnings.warn('loop %d' % (i // 2))
def f(): warnings.warn('from f', stacklevel=2)
f(); f()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('rec', UserWarning); warnings.warn(DeprecationWarning('d'))
    f(); f()
    print(len(w), [(str(x.message), x.category.__name__, x.lineno) for x in w], w[0])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('boom')
    except UserWarning as e: print('raised', e)
    try: warnings.warn('boom', DeprecationWarning)
    except DeprecationWarning as e: print('raised', e)
with warnings.catch_warnings():
    warnings.simplefilter('ignore'); warnings.warn('silent')
with warnings.catch_warnings():
    warnings.filterwarnings('ignore', message='skip.*'); warnings.warn('skip me'); warnings.warn('do not skip')
with warnings.catch_warnings():
    warnings.resetwarnings(); warnings.warn('after reset', DeprecationWarning)
class W(UserWarning): pass
warnings.warn('mine', W); warnings.warn(W('inst'))
try: warnings.warn('x', int)
except TypeError as e: print(e)
try: warnings.warn('x', 5)
except TypeError as e: print(e)
try: warnings.simplefilter('nope')
except AssertionError as e: print(e)
print(warnings.formatwarning('msg', UserWarning, 'file.py', 3, 'the line'), warnings.formatwarning('msg', UserWarning, 'file.py', 3))
def show(message, category, filename, lineno, file=None, line=None): print('shown', message, category.__name__, lineno)
old = warnings.showwarning; warnings.showwarning = show; warnings.warn('via show'); warnings.showwarning = old
warnings.warn_explicit('explicit', UserWarning, 'nofile.py', 7); warnings.warn_explicit('explicit', UserWarning, 'nofile.py', 7, module='mod', registry={})
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('once'); f(); f(); print(len(w))
    exec(compile('1 is 1', 'cc.py', 'exec')); print(len(w), [(x.filename, x.category.__name__) for x in w][1:])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: compile('1 is 1', 'cc.py', 'exec')
    except SyntaxError as e: print(type(e), e)
print([(a, c.__name__, l) for a, m, c, mod, l in warnings.filters][:5])
