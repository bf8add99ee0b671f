print('pk runs', __name__, __package__, [p.rsplit('/',1)[-1] for p in __path__], __file__.rsplit('/',2)[-2:])
from . import a
from .a import va
from .sub import deep
__all__ = ['a', 'lazy', 'va']
