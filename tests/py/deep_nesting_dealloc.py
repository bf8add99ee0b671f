l = []
for i in range(200000):
    l = [l]
del l
t = ()
for i in range(100000):
    t = (t, i)
t = None
d = {}
for i in range(50000):
    d = {'k': d}
d = None
class N:
    def __init__(self, n): self.next = n
n = None
for i in range(50000):
    n = N(n)
n = None
print('done')
