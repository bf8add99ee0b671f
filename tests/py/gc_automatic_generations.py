import gc
gc.collect()
log = []
def cb(phase, info):
    log.append((phase, info['generation'], info['collected'], info['uncollectable']))
gc.callbacks.append(cb)
keep = []
for i in range(30000):
    keep.append({1: []})
gc.callbacks.remove(cb)
starts = [g for p, g, c, u in log if p == 'start']
print(len(starts), [starts.count(g) for g in range(3)])
print(starts)
print({(p, c, u) for p, g, c, u in log})
