def run(eg):
    try:
        try:
            raise eg
        except* ValueError as e:
            print('values', repr(e), [type(x).__name__ for x in e.exceptions])
        except* (TypeError, KeyError) as e:
            print('types', repr(e))
        else:
            print('no')
        finally:
            print('finally')
    except BaseException as e:
        print('left', repr(e))
run(ExceptionGroup('g', [ValueError(1), TypeError(2)]))
run(ExceptionGroup('g', [ValueError(1), OSError(3)]))
run(ExceptionGroup('g', [ExceptionGroup('h', [KeyError('k'), ValueError(9)]), IndexError()]))
run(ValueError('plain'))
run(IndexError('plain'))
try:
    pass
except* ValueError:
    pass
else:
    print('else')
try:
    try:
        raise ExceptionGroup('g', [ValueError(1)])
    except* ValueError:
        raise KeyError('new')
except BaseException as e:
    print(repr(e), repr(e.exceptions), repr(e.exceptions[0].__context__))
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
except BaseException as e:
    print(repr(e))
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
def bad():
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
attempt(bad)
def bad2():
    try:
        raise ValueError
    except* 5:
        pass
attempt(bad2)
attempt(lambda: ExceptionGroup('x', []))
attempt(lambda: ExceptionGroup('x', 5))
attempt(lambda: ExceptionGroup('x', [1]))
attempt(lambda: ExceptionGroup(1, [ValueError()]))
attempt(lambda: ExceptionGroup('x', [KeyboardInterrupt()]))
attempt(lambda: ExceptionGroup('x'))
g = BaseExceptionGroup('b', [ValueError()]); print(type(g).__name__, g.message, g.exceptions, str(g), g.args)
print(type(BaseExceptionGroup('b', [KeyboardInterrupt()])).__name__)
g = ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError(2), ValueError(3)])])
print(repr(g.subgroup(ValueError)), repr(g.subgroup(KeyError)), repr(g.split(TypeError)), repr(g.split(lambda e: isinstance(e, ValueError))), repr(g.derive([KeyError()])))
