def a():
    try:
        {}['k']
    except KeyError as e:
        raise ValueError('bad value') from e
try:
    a()
except ValueError:
    raise RuntimeError('while handling')
