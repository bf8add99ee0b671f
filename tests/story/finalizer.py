# kinds: finalize free
class Noisy:
    def __del__(self):
        print('del')
n = Noisy()
del n
