b = b'hello\x00\xff'
print(b, b[0], b[1:3], len(b), b + b'x', b * 2, b'l' in b, 104 in b, list(b[:2]), b.hex(), bytes.fromhex('00ff'))
print(b.upper(), b.split(b'l'), b.replace(b'l', b'L'), b.find(b'l'), b.startswith(b'he'), b.decode('latin-1'), bytes(3), bytes([1, 2]), bytes('é', 'utf-8'))
print(b'a' < b'b', b'a' == 'a', hash(b'a') == hash('a'), b'a,b'.split(b','), b' x '.strip(), b'-'.join([b'a', b'b']))
for bad in (lambda: b'a' + 'a', lambda: bytes([256]), lambda: b'\xff'.decode(), lambda: 'é'.encode('ascii'), lambda: bytes('x')):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
