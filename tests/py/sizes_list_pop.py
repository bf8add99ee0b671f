import sys
def caps(make):
    out = []
    l = make()
    while l:
        l.pop(); out.append((sys.getsizeof(l)-56)//8)
    return out
for n in range(1, 12): print(caps(lambda: [None]*n), caps(lambda: list(range(n))))
def caps0(make):
    out = []
    l = make()
    while l:
        l.pop(0); out.append((sys.getsizeof(l)-56)//8)
    return out
for n in range(1, 12): print(caps0(lambda: [None]*n), caps0(lambda: list(range(n))))
def d0(make):
    out = []
    l = make()
    while l:
        del l[0]; out.append((sys.getsizeof(l)-56)//8)
    return out
for n in range(1, 12): print(d0(lambda: [None]*n), d0(lambda: list(range(n))))
