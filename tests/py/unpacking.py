a, b = 1, 2
a, b = b, a
print(a, b)
(c, d), e = [3, 4], 5
print(c, d, e)
f, *g, h = range(6)
print(f, g, h)
*i, = 'abc'
print(i)
for k, (m, n) in {'x': (1, 2)}.items():
    print(k, m, n)
for bad in (lambda: exec('a, b = 1'), lambda: exec('a, b = [1]'), lambda: exec('a, b = 1, 2, 3'), lambda: exec('a, *b = []')):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(e)
l = [0, 1, 2]
l[0], l[2] = l[2], l[0]
print(l)
x = y = []
x.append(1)
print(y)
i = 0
i, l[i] = 2, 'i'
print(i, l)
