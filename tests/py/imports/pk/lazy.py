print('lazy runs', __name__); from . import a as b; print(b.va)
