# kinds: arena_new arena_free
# golden: no
l = [bytes(400) for i in range(9000)]
l = None
