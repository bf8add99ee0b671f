"""doc of m1"""
print('m1 runs', __name__, __file__.rsplit('/',1)[-1], __package__ == '', __doc__, __cached__.rsplit('/',2)[-2:], __spec__.name, __spec__.origin == __file__)
x = 1
_hidden = 2
def f(): return x
__all__ = ['x', 'f']
