def f(n):
    try:
        if n == 0: return 'return'
        if n == 1: raise ValueError('v')
        if n == 2: raise KeyError('k')
    except ValueError as e:
        return 'caught ' + str(e)
    else:
        return 'else'
    finally:
        print('finally', n)
for n in (0, 1, 3):
    print(f(n))
try:
    f(2)
except KeyError as e:
    print('outer', e, e.args)
def g():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print('body', i)
        finally:
            print('fin', i)
    else:
        print('never')
    return i
print(g())
def h():
    try:
        return 1
    finally:
        return 2
print(h())
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('second')
except ValueError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError('second') from z
except ValueError as e:
    print(repr(e.__cause__))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 1
except TypeError as e:
    print(e)
def k():
    while True:
        try:
            break
        finally:
            print('break')
k()
