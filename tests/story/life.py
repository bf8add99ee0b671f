# kinds: new reused reuse free kept deleted
class Node:
    pass
n = Node()
del n
l = ['a list']
del l
m = ['another']
