# kinds: gc_begin gc_end gc_promote
# options: --all
# golden: no
import gc
class Node:
    pass
gc.set_threshold(20)
keep = [Node()]
l = [Node() for i in range(30)]
