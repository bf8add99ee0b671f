import sys
l = []
caps = []
for i in range(60):
    l.append(i)
    c = (sys.getsizeof(l) - 56) // 8
    if not caps or caps[-1] != c: caps.append(c)
print(caps)
caps = []
while l:
    l.pop()
    c = (sys.getsizeof(l) - 56) // 8
    if not caps or caps[-1] != (len(l), c): caps.append((len(l), c))
print(caps)
print([(sys.getsizeof(x) - 56) // 8 for x in ([1, 2, 3], [1, 2, 3, 4, 5], list(range(5)), list((1, 2, 3)), [] + [1, 2, 3], [1, 2, 3][:2])])
l = []
l.extend(range(10))
print((sys.getsizeof(l) - 56) // 8)
d = {}
sizes = []
for i in range(200):
    d[i] = i
    s = sys.getsizeof(d)
    if not sizes or sizes[-1] != s: sizes.append(s)
print(sizes)
d = {}
sizes = []
for i in range(200):
    d['k%d' % i] = i
    s = sys.getsizeof(d)
    if not sizes or sizes[-1] != s: sizes.append(s)
print(sizes)
d.clear()
print(sys.getsizeof(d))
s = set()
sizes = []
for i in range(1300):
    s.add(i)
    n = sys.getsizeof(s)
    if not sizes or sizes[-1] != n: sizes.append(n)
print(sizes)
