# kinds: alloc give_back move pool_new pool_free
# options: --all
# golden: no
l = [object() for i in range(3000)]
l = None
b = bytearray(100)
for i in range(50): b += b'more and more'
b = None
