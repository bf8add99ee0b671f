import gc
gc.collect()
def bad(phase, info):
    raise ValueError(phase)
gc.callbacks.append(bad)
print(gc.collect())
gc.callbacks.remove(bad)
seen = []
def good(phase, info):
    seen.append((phase, sorted(info.items())))
gc.callbacks.append(good)
l = []; l.append(l); del l
print(gc.collect(1), gc.collect())
print(seen)
gc.callbacks.append(5)
print(gc.collect())
gc.callbacks.clear()
print(gc.callbacks)
