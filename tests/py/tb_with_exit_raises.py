class CM:
    def __enter__(self):
        return self
    def __exit__(self, t, v, tb):
        raise RuntimeError('from exit')
with CM():
    raise KeyError('from body')
