import gc, weakref
log = []
class C:
    def __del__(self):
        log.append(('del', r() is None))
c = C()
c.me = c
r = weakref.ref(c, lambda w: log.append(('callback', w() is None)))
del c
gc.collect()
print(log)
log.clear()
c = C()
r = weakref.ref(c, lambda w: log.append(('callback', w() is None)))
del c
print(log)
