# kinds: grow_first grow_moved grow_here change
l = []
for i in range(4): l.append(i)
l.append(4)
many = (None,) * 1000
big = list(many)
big.extend(many)
big.extend(many)
