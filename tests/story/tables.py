# kinds: resize_first resize resize_same resize_less track
d = {}
d['a'] = 1
for c in 'bcdefg': d[c] = 1
d[1] = []
e = {'a': 1, 'b': 2}
e[1] = 3
s = {1}
for i in range(60): s.add(i)
for i in range(59): s.discard(i)
for i in range(100, 250): s.add(i); s.discard(i)
