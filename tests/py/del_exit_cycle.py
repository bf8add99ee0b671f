class D:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self): print('del', self.n, print is not None, 'mod' if 'D' in globals() else 'gone')
x = D(1); y = D(2)
D(3)
print('end')
