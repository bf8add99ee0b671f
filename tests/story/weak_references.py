# kinds: weakref_clear callback
from _weakref import ref
class Node:
    pass
n = Node()
w = ref(n)
x = ref(n, lambda r: print('first'))
y = ref(n, lambda r: print('second'))
del n
