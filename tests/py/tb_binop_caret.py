x = {'a': {'b': None}}
y = 5
print((x['a']['b'] + y) * 2)
