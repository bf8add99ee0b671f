print(() is tuple(), () is (1,)[1:], () is tuple([]), '' is str(), '' is 'a'[1:], '' is ''.join([]), b'' is bytes(), b'' is b'a'[1:], frozenset() is frozenset())
print('a' is 'ba'[1], 'é' is 'é'[0], chr(233) is 'é'[0:1], '日'[0] is '日a'[0], chr(300) is chr(300), b'a' is b'ba'[1:2], bytes([97]) is b'a', str(5) is str(5), str(12) is str(12))
def small():
    out = []
    for i in range(-8, 260):
        a = int(str(i)); b = int(str(i))
        if a is not b: out.append(i)
    return out
print(small(), 256 + 0 is 255 + 1, len('a' * 256) is len('b' * 256), len('a' * 257) is len('b' * 257))
print((5).__add__(3) is 8, sum([100, 100]) is 200, sum([100, 200]) is 300, int(5.0) is 5, int('7') is 7, 10 // 3 is 3, 2**8 is 256, ord('a') is 97, 300 % 7 is 6, -5 is -(5), ~4 is -5, (1 << 8) is 256, True + True is 2, hash(3) is 3, round(2.4) is 2, abs(-7) is 7, range(300)[256] is 256, range(300)[257] is range(300)[257], [*range(5)][3] is 3, b'\x05'[0] is 5, len([1]) is 1, 1000 // 10 is 100, divmod(7, 2)[0] is 3, int.from_bytes(b'\x07', 'big') is 7)
print(type(None)() is None, bool(1) is True, bool([]) is False, (1 == 1) is True, not 0 is True, type(...)() is ..., type(NotImplemented)() is NotImplemented, int() is 0, bool() is False, str() is '', [] is [], {} is {}, object() is object())
