class D:
    def __del__(self):
        1 / 0
d = D()
print('made')
del d
print('after')
