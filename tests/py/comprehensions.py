print([x * y for x in range(3) for y in range(3) if x != y])
print({k: v for k, v in zip('abc', range(3))})
print({x % 3 for x in range(10)})
print([[j for j in range(i)] for i in range(4)])
x = 'outer'
l = [x for x in range(3)]
print(x, l)
print([y := 5, y ** 2], y)
print(list(a + b for a, b in [(1, 2), (3, 4)]))
print([*range(3), *'ab'], {**{'a': 1}, 'b': 2}, (*[1], 2))
class C:
    n = 3
    l = [i for i in range(n)]
print(C.l)
def f():
    z = 2
    return [z * i for i in range(3)]
print(f())
