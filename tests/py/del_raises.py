class W:
    def __del__(self):
        raise ValueError('in del')
    def __repr__(self):
        return 'W()'
w = W()
del w
print('on')
