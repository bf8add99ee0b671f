# kinds: weakref_clear callback gc_finalize
import gc
from _weakref import ref
class Node:
    def __del__(self):
        print('del', w())
n = Node()
w = ref(n)
x = ref(n, lambda r: print('callback'))
n.me = n
del n
gc.collect()
