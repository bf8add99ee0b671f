# kinds: rebound deleted holder item attribute called
class Node:
    pass
a = [Node()]
a = [Node()]
a[0] = None
n = Node()
n.part = Node()
n.part = None
a.append(Node())
a.clear()
d = {'k': Node()}
del d['k']
h = [Node()]
del h
n = None
