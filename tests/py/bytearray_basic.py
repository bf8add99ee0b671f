import sys
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
print(bytearray(), bytearray(3), bytearray(b'abc'), bytearray([1, 2, 255]), bytearray('h\xe9', 'utf-8'), bytearray(range(3)), bytearray(bytearray(b'x')))
tries(lambda: bytearray('x'), lambda: bytearray(-1), lambda: bytearray([256]), lambda: bytearray(['a']), lambda: bytearray(1.5),
      lambda: bytearray(b'', 'utf-8'), lambda: bytearray(5, errors='x'), lambda: hash(bytearray()), lambda: bytearray([-1]), lambda: bytearray(None),
      lambda: bytearray('x', 'nope'), lambda: bytearray(1, 2), lambda: bytearray(source=3), lambda: bytearray(x=3))
print([sys.getsizeof(bytearray(n)) for n in (0, 1, 10, 100)], sys.getsizeof(bytearray(b'')))
b = bytearray()
sizes = []
for i in range(80):
    b.append(i)
    if not sizes or sizes[-1][1] != sys.getsizeof(b): sizes.append((i, sys.getsizeof(b), b.__alloc__()))
print(sizes)
sizes = []
while b:
    b.pop()
    if not sizes or sizes[-1][1] != sys.getsizeof(b): sizes.append((len(b), sys.getsizeof(b)))
print(sizes)
b = bytearray(b'hello'); b.clear(); print(sys.getsizeof(b), b)
b = bytearray(range(20)); del b[:5]; print(sys.getsizeof(b), b.__alloc__(), b); b.append(1); print(b.__alloc__()); b += b'x' * 10; print(b.__alloc__(), len(b))
b = bytearray(i for i in range(33)); print(b.__alloc__())
b = bytearray(b'hello world')
print(b[0], b[-1], b[1:4], b[::2], b[::-1], b[5:2], len(b), b'wor' in b, 104 in b, 300 in [1])
tries(lambda: b[20], lambda: b['x'], lambda: 300 in b, lambda: 'x' in b, lambda: b[1.0])
b[0] = 72; b[1:3] = b'EL'; print(b)
b[3:3] = b'---'; print(b); b[0:2] = []; print(b); b[::2] = bytes(len(b[::2])); print(b); del b[::3]; print(b); del b[0]; print(b); del b[::-2]; print(b)
b[5:2] = b'ins'; print(b)
b[1:2] = (65, 66); print(b); b[:] = b; print(b); b[2:] = bytearray(b'zz'); print(b)
def st(k, v):
    b[k] = v
def dl(k): del b[k]
tries(lambda: st(0, 256), lambda: st(0, 'a'), lambda: st(100, 1), lambda: st('x', 1), lambda: st(slice(0, 2), 5), lambda: st(slice(0, 2), 'ab'),
      lambda: st(slice(None, None, 2), b'12345'), lambda: dl(100), lambda: dl('x'), lambda: st(slice(0, 1), [300]), lambda: st(0, 1.5), lambda: st(slice(0,1), None))
b = bytearray(b'ab')
b += b'cd'; b *= 2; print(b, b + b'x', b'x' + b, b * 2, 2 * b, b * 0, type(b'x' + b), type(b + b'x'))
tries(lambda: b + 'x', lambda: b + 1, lambda: 'x' + b, lambda: b * 'x', lambda: b.__iadd__('x'), lambda: b.__iadd__(b), lambda: b'' + 5)
print(b == b'abcdabcd', b'abcdabcd' == b, b == 'x', b < b'b', b'a' < b, b >= bytearray(b'abcdabcd'), b != b'')
tries(lambda: b < 5, lambda: b < 'x')
b = bytearray(b'abc')
b.extend(b'de'); b.extend([102, 103]); b.extend(x for x in b'hi'); b.extend(b); print(b)
b.insert(0, 120); b.insert(100, 121); b.insert(-1, 122); print(b)
print(b.pop(), b.pop(0), b.pop(-2), b); b.remove(97); b.reverse(); print(b, b.copy(), b.copy() is b)
tries(lambda: bytearray().pop(), lambda: b.pop(99), lambda: b.remove(255), lambda: b.remove('x'), lambda: b.append('x'), lambda: b.append(256),
      lambda: b.extend(5), lambda: b.extend('abc'), lambda: b.extend([1, 999]), lambda: b.insert('a', 1), lambda: b.insert(0), lambda: b.append())
print(list(bytearray(b'abc')), iter(bytearray()).__length_hint__(), type(iter(b)), sys.getsizeof(iter(b)))
it = iter(b); next(it); print(it.__length_hint__(), len(b), it.__reduce__())
class S(bytearray):
    pass
s = S(b'sub'); s.x = 1; print(s, repr(s), s.x, s + b'', type(s + b''), type(s[:1]), type(s.copy()), S.fromhex('41 42'), type(S.fromhex('00')))
print(b.__reduce__(), b.__reduce_ex__(4), bytearray().__reduce__(), s.__reduce_ex__(4))
print(bytearray(b'%d-%s') % (5, b'x'), str(b), int(bytearray(b'12')), float(bytearray(b'1.5')), str(bytearray(b'abc'), 'ascii'))
a = bytearray(b'abc'); 
for x in a:
    if len(a) < 6: a.append(x)
print(a)
print(bytes(a), bytes(a) == a, {bytes(a): 1}.get(b'abcabc'), sys.getrefcount(a))
print(repr(bytearray(b"it's")), repr(bytearray(b'\x00\xff"\'')), bytearray.__doc__ is not None)
