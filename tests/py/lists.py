l = [3, 1, 2]
l.append(4); l.extend([5, 6]); l.insert(0, 0); l.remove(1)
print(l, l.pop(), l.pop(0), l.index(2), l.count(3), l[::-1], l[1:3], l + [1], l * 2, 3 in l)
l.sort(); print(l); l.reverse(); print(l, sorted(l, reverse=True))
l[1:3] = ['a', 'b', 'c']; print(l)
del l[0]; del l[1:2]; print(l)
l[::2] = ['x'] * len(l[::2]); print(l)
l *= 2; print(l); l += (1, 2); print(l, l.copy() == l, l.copy() is l)
l.clear(); print(l, [1, 2] < [1, 3], [1] == [1.0], [[]] * 2)
a = [1]; a.append(a); print(a, a == a)
print(list(range(5))[-2:], list('ab'), [i for i in reversed([1, 2])], list(zip([1, 2], 'ab')), list(enumerate('ab', 1)))
print(sorted([(2, 'b'), (1, 'z'), (2, 'a')]), sorted('bca', key=ord), [1, [2, [3]]])
for bad in (lambda: [1, 2][5], lambda: [].pop(), lambda: [1].remove(2), lambda: [1, 'a'].sort(), lambda: [1] + (2,), lambda: [1] * 'a', lambda: [].index(0)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
def evil(x):
    m.append(1)
    return x
m = [2, 1]
try:
    m.sort(key=evil)
except ValueError as e:
    print(e)
