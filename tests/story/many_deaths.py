# kinds: folded
# golden: no
l = [[i] for i in range(5000)]
l = None
