def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
b = bytearray(b'Hello, World')
print(b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), b.center(20), b.center(20, b'*'), b.ljust(15, bytearray(b'.')), b.rjust(15), b.zfill(20))
print(b.split(b', '), b.split(), b.rsplit(b'o', 1), b.partition(b', '), b.rpartition(b'o'), b.partition(b'zz'), b.rpartition(b'zz'))
print(b.find(b'o'), b.rfind(b'o'), b.index(b'W'), b.count(b'l'), b.find(111), b.startswith(b'He'), b.endswith((b'x', b'ld')), b.find(b'zz'), b.count(b'', 3))
print(b.replace(b'l', b'L'), b.replace(b'l', b'LL', 1), b.replace(b'zz', b''), b.replace(b'zz', b'') is b, b.translate(None, b'lo'), b.translate(bytes(range(256))) is b)
print(b.strip(b'Hd'), b.lstrip(), b.rstrip(b'd'), b.strip() is b, b.removeprefix(b'He'), b.removesuffix(b'ld'), b.removeprefix(b'x') is b)
print(b.hex(), b.hex(':'), b.hex('-', 4), bytearray.fromhex('00 ff'), b.decode(), bytearray.maketrans(b'ab', b'cd')[97:99])
print(bytearray(b'a\nb\r\nc').splitlines(), bytearray(b'a\tb').expandtabs(4), bytearray(b',').join([b'a', bytearray(b'b')]), b','.join([bytearray(b'z')]))
print(bytearray(b'-').join([]), bytearray(b'-').join([b'x']), bytearray(b'12').isdigit(), bytearray(b'ab').isalpha(), b.isascii(), b.istitle(), bytearray().isalnum(), b.islower(), b.isupper(), bytearray(b' ').isspace())
tries(lambda: b.find('o'), lambda: b.index(b'q'), lambda: b.split(b''), lambda: b.join([1]), lambda: b.center('x'), lambda: b.center(20, 'x'), lambda: b.startswith('H'),
      lambda: b.translate(b'x'), lambda: bytearray.fromhex('0'), lambda: b.find(), lambda: b.count(b'', 1, 2, 3), lambda: b.partition(5), lambda: b.strip(5), lambda: b.hex('ab'), lambda: b.zfill('x'),
      lambda: b.decode('nope'), lambda: b.upper(1), lambda: bytearray.append(5, 5), lambda: bytearray.upper(b''))
print(type(b.upper()), type(b.split()[0]), type(b.partition(b'l')[1]), type(b.replace(b'x', b'')), type(b.join([])), type(b.strip()), type(b.title()))
print(sorted(set(dir(bytearray)) - set(dir(bytes))), sorted(set(dir(bytes)) - set(dir(bytearray))))
