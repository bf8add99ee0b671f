class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
b = D('b')
a = D('a')
_p = D('_p')
__d = D('__d')
l = [D('l1'), D('l2')]
b2 = b
def f(): return a
class K: attr = D('class attribute')
print('end')
