import sys
sys.dont_write_bytecode = True
print(sys.path[0].rsplit("/", 1)[-1])
sys.path.insert(0, sys.path[0] + "/imports")
import m1
print(m1.x, m1.f(), m1, 'm1' in sys.modules, sys.modules['m1'] is m1) if 0 else print(m1.x, m1.f(), repr(m1).replace(sys.path[0], 'DIR'))
from m1 import *
print(x, f, '_hidden' in globals()) if 0 else print(x, '_hidden' in globals(), 'f' in globals())
import m1 as again
print(again is m1, list(vars(m1))[:12])
import pk.a as c
print(c.va, 'pk' in globals())
import pk.sub.deep
print(pk.sub.deep.other, pk.va)
from pk import *
print(a.va, lazy.__name__, va)
from pk import lazy as z
for name in ('raising', 'syntax', 'indirect', 'nowhere', 'pk.nowhere', 'm1.nowhere', ''):
    try: __import__(name)
    except BaseException as e: print(name, type(e).__name__, str(e).replace(sys.path[0], 'DIR'), name in sys.modules, getattr(e, 'name', 0))
import circ_a
import nsp.inner
print(nsp.inner.v, repr(nsp).split(' at ')[0][:40], type(nsp.__path__).__name__, nsp.__file__ if hasattr(nsp, '__file__') else 'no file')
try: from m1 import nothing
except ImportError as e: print(str(e).replace(sys.path[0], 'DIR'), e.name, e.path.replace(sys.path[0], 'DIR'))
try: from . import m1
except ImportError as e: print(e)
try: from .m1 import x
except ImportError as e: print(e)
sys.modules['blocked'] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e, e.name)
del sys.modules['m1']
import m1
print(m1 is again)
print(repr(pk.a.__spec__).replace(sys.path[0], 'DIR').split(' at ')[0], pk.__spec__.submodule_search_locations == pk.__path__, pk.a.__spec__.parent, pk.__spec__.parent, pk.a.__spec__.cached[-20:], pk.a.__spec__.has_location, pk.a.__loader__.name, type(pk.a.__loader__))
for bad in ((5,), ('m1', None, None, (), -1), ('m1', {}, None, ('x',), 1), ('m1', 5, None, ('x',), 1), ('m1', {'__package__': 5}, None, ('x',), 1), ('m1', {'__name__': 5}, None, ('x',), 1), ('m1', {}, None, (5,)), ('pk', {}, None, (5,)), ('m1', {'__package__': 'zz'}, None, ('x',), 1), ('m1', {'__name__': 'zz.y'}, None, ('x',), 1)):
    try: print(__import__(*bad).__name__)
    except BaseException as e: print(bad, type(e).__name__, e)
print(__import__('pk.a').__name__, __import__('pk.a', fromlist=['va']).__name__, __import__('a', vars(pk), None, ['va'], 1).__name__, __import__('a', vars(pk), None, [], 1).__name__, __import__('', vars(pk), None, ['a'], 1).__name__)
import indirect
