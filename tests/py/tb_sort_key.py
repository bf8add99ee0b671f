def key(x):
    return x.nope
[3, 1].sort(key=key)
