# kinds: finalize resurrect gc_finalize gc_resurrect
import gc
class Phoenix:
    def __del__(self):
        saved.append(self)
saved = []
p = Phoenix()
del p
saved.clear()
q = Phoenix()
q.me = q
del q
gc.collect()
