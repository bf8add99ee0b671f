def a():
    raise ValueError('a')
def b():
    try:
        a()
    except ValueError:
        raise KeyError('b')
def c():
    try:
        b()
    except KeyError as e:
        raise RuntimeError('c') from e
try:
    c()
except RuntimeError:
    undefined_name
