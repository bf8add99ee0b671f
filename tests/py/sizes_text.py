import sys
g = sys.getsizeof
print([g('a' * n) for n in range(10)], [g('é' * n) for n in range(5)], [g('日' * n) for n in range(5)], [g('😀' * n) for n in range(5)], [g(b'a' * n) for n in range(5)])
print(g('abc' + 'é'), g('aé'[:1]), g('日本a'[2:]), g('é日'[0]), g(chr(128)), g(chr(255)), g(chr(256)), g(chr(0x10000)), g('\x00'), g(str(10**50)), g(repr([1, 2])), g('a' * 1000), g('%s' % 5), g(f'{1}{2}'), g('x'.join('abc')), g('aé'.replace('é', 'b')), g('é'.upper()), g('ß'.upper()), g('abc'.encode()), g('é'.encode()))
print(g('aé'.strip('é')), g('日a'.lower()), g('a' + '日'), g('a😀'[0:1]), g(' é '.strip()), g('é' * 0), g('ab'.center(10)), g('ab'.center(10, 'é')), g('a,日'.split(',')[0]), g('a,日'.split(',')[1]), g('a\tb'.expandtabs()), g('é'.ljust(3)), g(ascii('é')), g('İ'.lower()), g('{}é'.format(1)), g('%sé' % 1), g(f'{1}é'), g(b''), g(bytes(10)), g(b'ab' + b'c'), g(bytearray()), g(bytearray(b'a')), g(bytearray(10)))
s = ''
sizes = []
for i in range(20):
    s += 'x'
    sizes.append(g(s))
print(sizes)
t = 'é'; before = g(t); t.encode('utf-8'); print(g(t) - before)
b = bytearray(); seen = []
for i in range(200):
    if not seen or g(b) != seen[-1]: seen.append(g(b))
    b.append(i)
print(seen); b.clear(); print(g(b))
