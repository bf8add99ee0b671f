class I:
    def __init__(self, a):
        raise TypeError('no')
I(1)
