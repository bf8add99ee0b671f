def v(x):
    print('v', x)
    return x
print(v(1) < v(2) < v(3))
print(v(1) < v(0) < v(3))
print(1 < 2 > 1 != 5 == 5)
print(1 in [1] in [[1]], None is None is not True)
a = 5
print(0 <= a <= 10, not 0 <= a <= 3)
print(a and 0 or 'x', [] or {} or 'last', 1 and 2 and 3)
