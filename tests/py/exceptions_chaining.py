def show(e, depth=0):
    while e is not None:
        print('  ' * depth + repr(e), e.__suppress_context__, e.__cause__ is not None)
        e = e.__cause__ or e.__context__
        depth += 1
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('second')
except ValueError as e:
    show(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError('second') from z
except ValueError as e:
    show(e)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('second') from None
except ValueError as e:
    show(e)
try:
    try:
        raise KeyError('a')
    finally:
        raise ValueError('in finally')
except ValueError as e:
    show(e)
try:
    try:
        raise KeyError('a')
    except KeyError as e:
        raise
except KeyError as e:
    show(e)
try:
    try:
        raise KeyError('a')
    except KeyError as e:
        try:
            raise ValueError('b')
        except ValueError as v:
            raise e
except KeyError as e:
    show(e)
def f():
    try:
        return 1
    finally:
        print('finally')
def g():
    try:
        raise KeyError
    finally:
        return 'swallowed'
def h():
    for i in range(3):
        try:
            continue
        finally:
            print('f', i)
    while True:
        try:
            break
        finally:
            print('brk')
    try:
        pass
    except:
        pass
    else:
        return 'else'
    finally:
        print('fin')
print(f(), g(), h())
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        raise RuntimeError('exit')
try:
    with CM():
        raise KeyError('body')
except RuntimeError as e:
    show(e)
import sys
try:
    raise KeyError(1)
except KeyError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1], sys.exception() if hasattr(sys, 'exception') else None)
    try:
        raise ValueError(2)
    except ValueError:
        print(sys.exc_info()[1])
    print(sys.exc_info()[1])
print(sys.exc_info())
e = KeyError(); e.__cause__ = ValueError(); print(e.__suppress_context__)
