import gc, sys, weakref
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'N%d' % self.n
a, b, c = N(1), N(2), N(3)
wv = weakref.WeakValueDictionary(); wk = weakref.WeakKeyDictionary(); ws = weakref.WeakSet()
wv['a'] = a; wv['b'] = b; wk[a] = 1; wk[b] = 2; ws.add(a); ws.add(b)
exprs = '''
weakref.WeakValueDictionary()
weakref.WeakKeyDictionary()
weakref.WeakSet()
wv['c'] = c
wv['a']
'a' in wv
'zz' in wv
len(wv)
list(wv)
list(wv.items())
list(wv.values())
list(wv.keys())
dict(wv)
for k in wv: pass
for k in wv: break
wv.get('a')
wv.get('zz')
wv.pop('zz', 1)
wv.setdefault('a', b)
wv['t'] = N(5)
wv.copy()
wv.update({'d': a})
wv.update(e=a)
del wv['e']
wv.valuerefs()
repr(wv)
wk[c] = 3
wk[a]
a in wk
5 in wk
len(wk)
list(wk)
list(wk.items())
list(wk.values())
for k in wk: pass
wk.get(a)
wk.get(c)
wk[N(6)] = 5
wk.pop(c)
wk.copy()
wk.setdefault(a, 5)
wk.update({c: 7})
wk.keyrefs()
ws.add(c)
a in ws
5 in ws
len(ws)
list(ws)
sorted(ws, key=lambda n: n.n)
for k in ws: pass
ws.discard(c)
ws.add(N(7))
ws.copy()
ws | {c}
ws & {a}
ws - {a}
ws ^ {a}
ws == ws
ws <= ws
ws.update([c])
ws.remove(c)
ws.union([c])
ws.issubset(ws)
ws.isdisjoint([c])
ws |= {c}
ws -= {c}
weakref.WeakMethod(a.__repr__)
weakref.WeakMethod(a.__repr__)()
weakref.ref(a)
weakref.ref(a, print)
weakref.proxy(a)
weakref.proxy(a).n
str(weakref.ref(a) == weakref.ref(a))
hash(weakref.ref(a))
'''.strip().split('\n')
TEMPLATE = '''def f():
    global wv, wk, ws
    x = y = z = None
    gc.collect()
    x = gc.get_count()
    EXPR
    y = gc.get_count()
    EXPR
    z = gc.get_count()
    return y[0] - x[0] - 1, z[0] - y[0] - 1
'''
made = []
for e in exprs:
    ns = dict(globals())
    text = TEMPLATE.replace('EXPR', e)
    if e[:4] == 'del ' or 'pop(c)' in e or 'remove(c)' in e:
        text = text.replace('    ' + e + '\n    z', '    z')
    exec(text, ns); made.append((e, ns['f']))
for e, f in made:
    try: r = f()
    except Exception as x: r = repr(x)
    print(e, r)
