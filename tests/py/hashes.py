print(hash('a'), hash('hello'), hash(''), hash('日本'))
print(hash(1), hash(-1), hash(2**61 - 1), hash(2**61), hash(10**30), hash(-10**30))
print(hash(1.5), hash(0.1), hash(float('inf')), hash(1e300), hash(-0.0))
print(hash((1, 2, 3)), hash(()), hash((1, (2, 'x'))))
print(hash(True), hash(b'abc'), hash(1 + 2j))
for bad in ([], {}, set()):
    try:
        hash(bad)
    except TypeError as e:
        print(e)
