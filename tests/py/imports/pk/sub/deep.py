from .. import a
from ..a import va as other
from . import __name__ as n
print('deep', a.va, other, n)
