# Where the code of a module that is written in Python stands, and whether it is written in Python at all.
import bisect
import collections
code = collections.namedtuple.__code__
print(code.co_filename)
print(code.co_firstlineno)
print(type(bisect.bisect).__name__)
