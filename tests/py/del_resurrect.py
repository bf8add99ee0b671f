class R:
    saved = []
    def __del__(self):
        print('finalizing')
        R.saved.append(self)
r = R()
del r
print(len(R.saved))
R.saved.clear()
print('cleared: no second finalizer')
import gc
class C:
    kept = None
    def __del__(self):
        print('cycle finalizer')
        C.kept = self
c = C()
c.me = c
del c
print(gc.collect(), C.kept is not None)
C.kept = None
print(gc.collect())
