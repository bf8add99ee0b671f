try:
    raise ValueError('a')
except ValueError as a:
    try:
        raise KeyError('b') from a
    except KeyError as b:
        a.__cause__ = b
        raise
