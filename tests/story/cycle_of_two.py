# kinds: gc_cycle gc_unreachable gc_clear collected
import gc
class Node:
    pass
a = Node()
b = Node()
a.next = b
b.next = a
del a, b
gc.collect()
