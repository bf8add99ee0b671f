for i in range(3):
    if i == 5: break
else:
    print('for else')
while False: pass
else: print('while else')
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 6: break
    print(n, end=' ')
print()
for i in range(2):
    for j in range(3):
        if j == 2: break
        print(i, j)
    else:
        print('no')
for x in []: pass
else: print('empty')
it = iter([1, 2, 3])
for a in it:
    print(a, next(it, None))
for i in range(10, 0, -3): print(i, end=' ')
print()
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
print(l)
