import gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self):
        raise ValueError(self.n)
a = A('cyc'); a.me = a; del a
b = A('global')
class B:
    def __del__(self):
        try:
            import math
        except ImportError as e: print(e)
        try:
            import nonexistent
        except ImportError as e: print(e)
        try:
            import gc
            print(gc)
        except ImportError as e: print(e)
        try:
            print(sys)
        except NameError as e: print(e)
c = B()
