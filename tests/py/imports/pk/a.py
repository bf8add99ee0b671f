print('pk.a runs', __name__, __package__)
va = 'value of a'
try:
    from .. import nothing
except ImportError as e: print(type(e).__name__, e, e.name, e.path)
try:
    from ...x import nothing
except ImportError as e: print(type(e).__name__, e, e.name, e.path)
try:
    from . import nothere
except ImportError as e: print(type(e).__name__, str(e).replace(__file__.rsplit('/',1)[0], 'DIR'), e.name, e.path and e.path.rsplit('/',1)[-1])
try:
    from .nothere import x
except ImportError as e: print(type(e).__name__, e, e.name, e.path)
try:
    import pk.nothere.deeper
except ImportError as e: print(type(e).__name__, e, e.name, e.path)
try:
    import m1.sub
except ImportError as e: print(type(e).__name__, e, e.name, e.path)
