import gc
gc.collect()
runs = []
def cb(phase, info):
    if phase == 'start': runs.append(info['generation'])
gc.callbacks.append(cb)
def make(n):
    runs.clear()
    keep = [set() for _ in range(n)]
    return runs[:]
for t in ((100, 2, 100), (50, 1, 100), (10,), (1000, 5), (0,)):
    gc.set_threshold(*t)
    gc.collect()
    print(t, gc.get_threshold(), make(1000))
gc.set_threshold(700, 10, 10)
gc.disable(); gc.collect(); print(make(2000)); gc.enable()
gc.callbacks.remove(cb)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: gc.set_threshold())
attempt(lambda: gc.set_threshold('a'))
attempt(lambda: gc.set_threshold(1, 2, 3, 4))
attempt(lambda: gc.collect(-1))
attempt(lambda: gc.collect('a'))
attempt(lambda: gc.collect(generation=0) >= 0)
attempt(lambda: gc.collect(1, 2))
attempt(lambda: gc.set_debug('a'))
attempt(lambda: gc.is_tracked())
attempt(lambda: gc.get_objects(generation=5))
attempt(lambda: len(gc.get_objects(-1)) > 5)
attempt(lambda: gc.get_count(1))
