import sys, gc, math
import sys as system
from math import pi, sqrt as root
print(system is sys, root(16), math.floor(2.5), pi, math.gcd(12, 18), 'gc' in sys.modules, sys.maxsize)
print(sys.byteorder, sys.version_info[:2] == (3, 11), type(sys).__name__, sys.__name__)
try:
    import nothing_here
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from math import nothing
except ImportError as e:
    print(e)
def f():
    import math as m
    return m.ceil(1.2)
print(f(), repr(math))
