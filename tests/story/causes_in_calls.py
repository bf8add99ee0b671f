# kinds: return local argument temporary loop unknown unused-value exception
# options: --all
# golden: no
class Node:
    pass
def holds():
    n = Node()
    n = Node()
holds()
len([Node()])
[Node()][0]
Node()
for n in [Node(), Node()]:
    pass
n = None
try:
    raise KeyError(Node())
except KeyError:
    pass
