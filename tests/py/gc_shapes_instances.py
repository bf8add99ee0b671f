import gc
class C: pass
class S: __slots__ = ('a', 'b')
class D:
    def __del__(self): pass
class L(list): pass
class I(int): pass
class Dict(dict): pass
class T(tuple): pass
gc.collect()
def shape(make):
    make()
    return gc.collect()
def self_(): c = C(); c.c = c
def self_dict_touched(): c = C(); c.c = c; c.__dict__
def dict_in_itself(): c = C(); c.d = c.__dict__
def pair(): a, b = C(), C(); a.b = b; b.a = a
def slots(): s = S(); s.a = s
def slots_pair(): s, t = S(), S(); s.a = t; t.b = s
def with_del(): d = D(); d.d = d
def list_sub(): l = L(); l.append(l)
def list_sub_attr(): l = L(); l.x = l
def int_sub(): i = I(5); i.x = i
def dict_sub(): d = Dict(); d['d'] = d
def tuple_sub(): l = []; l.append(T([l]))
def tuple_sub_attr(): t = T((1,)); t.t = t
def bound(): c = C(); c.m = c.__init__
def bound2():
    class X:
        def m(self): pass
    x = X(); x.m2 = x.m
def many_attrs():
    c = C()
    for i in range(40): setattr(c, 'a%d' % i, c)
def parent_child():
    p = C(); p.kids = []
    for i in range(10):
        k = C(); k.parent = p; p.kids.append(k)
def tree():
    def node(d, parent):
        n = C(); n.parent = parent
        n.kids = [node(d - 1, n) for _ in range(2)] if d else []
        return n
    node(4, None)
def linked():
    first = n = C()
    for i in range(100):
        m = C(); n.next = m; m.prev = n; n = m
def int_key(): c = C(); c.__dict__[1] = c
def exc(): e = ValueError(); e.args = (e,)
def exc_attr(): e = ValueError(); e.self = e
def exc_ctx(): a, b = KeyError(), ValueError(); a.__context__ = b; b.__cause__ = a
def exc_notes(): e = KeyError(); e.add_note('x'); e.__notes__.append(e)
def prop(): p = property(); l = [p]; p.__init__(l, None, None, l) ; l.append(p)
def super_(): 
    class X(C): pass
    x = X(); x.s = super(X, x)
for f in (self_, self_dict_touched, dict_in_itself, pair, slots, slots_pair, with_del, list_sub, list_sub_attr, int_sub, dict_sub, tuple_sub, tuple_sub_attr, bound, bound2, many_attrs, parent_child, tree, linked, int_key, exc, exc_attr, exc_ctx, exc_notes, prop, super_):
    print(f.__name__, shape(f))
