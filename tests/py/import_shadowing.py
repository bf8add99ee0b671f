import sys
sys.dont_write_bytecode = True
if __name__ == "__main__": sys.path.insert(0, sys.path[0] + "/imports_shadow")
import random, json, heapq, math, sys
print(random.v, json.dumps([1]), heapq.heap, math.pi, sys.argv != 0)
from bisect import v
print(v)
import traceback
for name in ('bad_syntax', 'notutf', 'kb', 'se', 'circ1'):
    try: __import__(name)
    except BaseException: traceback.print_exc()
def local():
    import heapq as h
    from heapq import heap
    return h.heap, heap
print(local())
if __name__ == '__main__':
    import again
    sys.path.insert(0, sys.path[0].replace('imports_shadow', 'imports'))
    sys.path.append(5)
    import m1
    import math as m; del sys.modules['math']
    import nonono
