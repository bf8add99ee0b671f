import gc
gc.collect()
def count():
    n = 0
    def cb(phase, info):
        nonlocal n
        if phase == 'stop':
            n += 1
    gc.callbacks.append(cb)
    for i in range(20000):
        l = []
        l.append(l)
    gc.callbacks.remove(cb)
    return n
print(count())
