# How much belongs to the interpreter itself.
import gc
import sys
gc.collect()
print(len(gc.get_objects()) > 4000)
print(sys.getallocatedblocks() > 8000)
