import gc
gc.collect()
def shape(make):
    make()
    return gc.collect()
def selflist(): l = []; l.append(l)
def selfdict(): d = {}; d['d'] = d
def listdict(): l = []; l.append({'l': l})
def listtuple(): l = []; l.append((l,))
def two(): a, b = [], []; a.append(b); b.append(a)
def ring(n):
    def make():
        ls = [[] for _ in range(n)]
        for i in range(n): ls[i].append(ls[(i + 1) % n])
    return make
def full(n):
    def make():
        ls = [[] for _ in range(n)]
        for a in ls: a.extend(ls)
    return make
def attached(): l = []; l.append(l); l.append([1, [2, [3]]]); l.append({'k': ()}); l.append('text'); l.append((1, 2))
def tuple_in_set():
    class H:
        pass
    h = H(); h.s = {(h, 1)}
def frozen():
    class H: pass
    h = H(); h.f = frozenset([h])
def slice_cycle(): l = []; l.append(slice(l))
def nested(): l = []; l.append([[[[l]]]])
def dict_values(): d = {}; d['v'] = d.values()
def dict_keys(): d = {}; d['v'] = [d.keys(), d.items()]
def list_iter(): l = []; l.append(iter(l))
def exhausted(): l = []; i = iter(l); list(i); l.append(i)
def dict_iter(): d = {}; d[0] = iter(d)
def set_iter():
    class H: pass
    h = H(); h.s = {h}; h.i = iter(h.s)
def zip_cycle(): l = []; l.append(zip(l))
def map_cycle(): l = []; l.append(map(str, l))
def enum_cycle(): l = []; l.append(enumerate(l))
def rev_cycle(): l = [1]; l.append(reversed(l))
def filter_cycle(): l = []; l.append(filter(None, l))
def prox(): d = {}; d['p'] = type(type.__dict__)(d)
def chain():
    l = m = []
    for i in range(50): m.append([]); m = m[0]
    m.append(l)
def extra_held():
    global kept
    kept = []; l = [kept]; l.append(l); kept.append(l)
for f in (selflist, selfdict, listdict, listtuple, two, ring(3), ring(100), full(10), attached, tuple_in_set, frozen, slice_cycle, nested, dict_values, dict_keys, list_iter, exhausted, dict_iter, set_iter, zip_cycle, map_cycle, enum_cycle, rev_cycle, filter_cycle, prox, chain, extra_held):
    print(f.__name__, shape(f))
del kept
print(gc.collect(), gc.garbage)
