# kinds: shrink shrink_moved called
l = list((None,) * 40)
del l[5:]
big = list((None,) * 4000)
del big[900:]
l.append(['gone'])
l.clear()
