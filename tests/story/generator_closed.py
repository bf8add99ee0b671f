# kinds: finalize_close deleted
def count():
    try:
        yield 1
    finally:
        print('finally')
g = count()
next(g)
del g
