import operator as op, copy, types, string
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
print(op.add(1, 2), op.itemgetter(1)([1, 2]), op.itemgetter(0, 2)('abc'), op.attrgetter('real', 'imag')(3), op.methodcaller('upper')('a'), op.methodcaller('split', ',', maxsplit=1)('a,b,c'), op.attrgetter('__class__.__name__')(1), op.contains([1], 1), op.countOf([1, 1], 1), op.indexOf('abc', 'c'), op.truth([]), op.index(5), op.length_hint([1, 2]), op.concat([1], [2]), op.not_(0), op.is_(None, None))
print(op.itemgetter(1, 'a'), op.attrgetter('a.b'), op.methodcaller('f', 1, x=2), op.iadd([1], [2]), op.matmul.__doc__, op.__add__(1, 2), op.neg(3), op.inv(3), op.pow(2, 3))
tries(lambda: op.indexOf([], 1), lambda: op.itemgetter(), lambda: op.attrgetter(1), lambda: op.concat(1, 2), lambda: op.add(1, 'x'), lambda: op.itemgetter(5)([]))
a = [1, [2, 3], {'k': (4, [5])}]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(9); a[2]['k'][1].append(8); print(b, c, b[1] is a[1], c[1] is a[1])
l = [1]; l.append(l); m = copy.deepcopy(l); print(m, m[1] is m, m is l)
class P:
    def __init__(self, x): self.x = x
    def __repr__(self): return f'P({self.x!r})'
p = P([1]); q = copy.copy(p); r = copy.deepcopy(p); p.x.append(2); print(q, r)
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = [1]; t = copy.deepcopy(s); print(t.a, t.a is s.a, hasattr(t, 'b'), copy.copy(s).a is s.a)
class K:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep'
print(copy.copy(K()), copy.deepcopy(K()), copy.copy((1, 2)), copy.deepcopy((1, [2])), copy.copy({1, 2}), copy.deepcopy({1: {2}}), copy.deepcopy(bytearray(b'x')), copy.copy(b'x'), copy.deepcopy(len) is len, copy.deepcopy(P) is P, copy.deepcopy(range(3)), copy.deepcopy(1.5), copy.copy('s'))
shared = [1]; two = copy.deepcopy([shared, shared]); print(two[0] is two[1])
class D(dict): pass
d = D(a=[1]); d.tag = 1; e = copy.deepcopy(d); print(type(e).__name__, e, e.tag, e['a'] is d['a'])
class L(list): pass
x = L([1, 2]); x.n = [1]; y = copy.copy(x); print(type(y).__name__, y, y.n is x.n)
n = types.SimpleNamespace(a=1, b='x'); n.c = [n.a]; print(n, n == types.SimpleNamespace(a=1, b='x', c=[1]), n.__dict__, vars(n)); n.me = n; print(n)
print([getattr(types, k).__name__ for k in ('FunctionType', 'GeneratorType', 'MethodType', 'ModuleType', 'CodeType', 'NoneType', 'BuiltinFunctionType', 'GenericAlias', 'UnionType', 'MappingProxyType', 'CellType', 'CoroutineType', 'TracebackType', 'FrameType', 'EllipsisType', 'MethodWrapperType', 'GetSetDescriptorType', 'MemberDescriptorType', 'WrapperDescriptorType', 'MethodDescriptorType', 'ClassMethodDescriptorType', 'AsyncGeneratorType')])
mp = types.MappingProxyType({'a': 1}); print(mp, isinstance(f := lambda: 0, types.FunctionType)); tries(lambda: mp.__setitem__('a', 2))
print(types.new_class('N', (), {}, lambda ns: ns.update(x=1)).x, types.MethodType(lambda self: self, 5)(), types.ModuleType('mod', 'doc').__doc__)
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords('hello big world'), string.hexdigits, len(string.printable))
T = string.Template('$who likes ${what} for $$5 $'); print(T.safe_substitute(who='tim'), T.template); tries(lambda: string.Template('$a $b').substitute(a=1), lambda: string.Template('$a').substitute({'a': 1}, a=2), lambda: string.Template('x\n $').substitute(), lambda: T.substitute(who=1, what=2))
print(string.Formatter().format('{} {x}', 1, x=2))
