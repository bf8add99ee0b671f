def g():
    try:
        yield 1
    except KeyError:
        raise ValueError('translated') from None
x = g()
next(x)
x.throw(KeyError('k'))
