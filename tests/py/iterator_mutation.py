def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def dict_grow():
    d = {1: 1}
    for k in d: d[k + 1] = 1
def dict_shrink():
    d = {1: 1, 2: 2}
    for k in d: del d[k]
def dict_replace():
    d = {1: 1, 2: 2}
    for k in d: d[k] = 'new'
    return d
def dict_del_add():
    d = {i: i for i in range(4)}
    seen = []
    for k in d:
        seen.append(k)
        if k < 2: del d[k]; d[k + 10] = 1
        if len(seen) > 20: break
    return seen
def dict_items_clear():
    d = {1: 1, 2: 2}
    for k in d.items(): d.clear()
def dict_values():
    d = {1: 1}
    for v in d.values(): d['x'] = 1
def set_grow():
    s = {1}
    for x in s: s.add(x + 1)
def set_shrink():
    s = {1, 2}
    for x in s: s.discard(1); s.discard(2)
def list_grow():
    l = [1]
    for x in l:
        if len(l) < 5: l.append(x + 1)
    return l
def list_shrink():
    l = [1, 2, 3, 4, 5]
    return [l.pop(0) for x in l], l
def list_clear():
    l = [1, 2, 3]
    for x in l: l.clear()
    return l
def list_sort_in_loop():
    l = [3, 1, 2]
    out = []
    for x in l: out.append(x); l.sort()
    return out
def list_reversed():
    l = [1, 2, 3]
    out = []
    for x in reversed(l): out.append(x); l.append(9)
    return out, l
def list_reversed_shrink():
    l = [1, 2, 3, 4]
    out = []
    for x in reversed(l): out.append(x); del l[:2]
    return out
def enumerate_grow():
    l = [1]
    return [(i, l.append(i)) for i, x in enumerate(l) if i < 3 or l.clear()]
def bytearray_grow():
    b = bytearray(b'ab')
    out = []
    for x in b:
        out.append(x)
        if len(b) < 5: b.append(99)
    return out
def dict_eq_mutates():
    class K:
        def __hash__(self): return 1
        def __eq__(self, o): d.clear(); return True
    d = {K(): 1}
    d[1] = 2
    return len(d)
def list_eq_mutates():
    class K:
        def __eq__(self, o): l.clear(); return False
    l = [K(), K(), K()]
    return 5 in l, l
def list_index_mutates():
    class K:
        def __eq__(self, o): l.clear(); return False
    l = [K(), K()]
    return l.index(3)
def list_remove_mutates():
    class K:
        def __eq__(self, o): l.clear(); return True
    l = [K(), K()]
    l.remove(3)
    return l
def list_extend_self():
    l = [1, 2]
    l.extend(l)
    l += l
    return l
def list_extend_iter_self():
    l = [1, 2]
    it = iter(l)
    l.extend(x for x in it if len(l) < 10)
    return l
def slice_self():
    l = [1, 2, 3]
    l[1:1] = l
    l[::2] = l[::2][::-1]
    return l
def dict_update_self():
    d = {1: 2}
    d.update(d)
    return d
def set_update_self():
    s = {1, 2}
    s.update(s); s -= s
    return s
def exhausted():
    l = [1]
    it = iter(l)
    next(it); next(it, None); l.append(2)
    return list(it)
def dict_iter_after():
    d = {1: 1}
    it = iter(d)
    next(it); d[2] = 2
    return next(it, 'end')
def sort_key_mutates():
    l = [3, 2, 1]
    return l.sort(key=lambda x: l.append(x) or x), l
def repr_mutates():
    class R:
        def __repr__(self): l.clear(); return 'R'
    l = [R(), R(), R()]
    return repr(l)
def zip_same():
    it = iter(range(5))
    return list(zip(it, it)), list(it)
def del_during():
    l = [1, 2, 3]
    for i in range(len(l)): del l[0]
    return l
for f in list(globals().values()):
    if callable(f) and getattr(f, '__name__', '') not in ('attempt',) and type(f).__name__ == 'function':
        print(f.__name__, end=': ')
        attempt(f)
