class CM:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit'); return False
with CM():
    raise OSError('inside')
