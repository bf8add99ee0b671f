class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
a = N('a')
_p = N('_p')
b = N('b')
lst = [N('l1'), N('l2')]
def f(): return a
cyc = N('cycle')
cyc.me = cyc
print('exit')
