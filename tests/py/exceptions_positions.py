import sys
def where():
    t = sys.exc_info()[2]
    out = []
    while t:
        out.append((t.tb_frame.f_code.co_name, t.tb_lineno, t.tb_lasti >= 0))
        t = t.tb_next
    return out
def f(n):
    if n: return g(n - 1)
    raise ValueError
def g(n):
    try:
        return f(n)
    finally:
        pass
try: f(3)
except ValueError as e:
    print(where(), e.__traceback__.tb_frame is sys._getframe())
try:
    try: f(0)
    except ValueError as e: raise e
except ValueError as e: print(where())
try:
    try: f(0)
    except ValueError as e: raise
except ValueError as e: print(where())
try:
    try: f(0)
    except ValueError as e: raise e.with_traceback(None)
except ValueError as e: print(where())
e = ValueError()
for i in range(3):
    try: raise e
    except ValueError: print(where())
def gen():
    yield 1
    raise KeyError
try: list(gen())
except KeyError: print(where())
try: [1 / x for x in (1, 0)]
except ZeroDivisionError: print(where())
class C:
    try: x = 1 / 0
    except ZeroDivisionError: print(where())
try: eval('1/0')
except ZeroDivisionError: print(where())
try: exec('\n\n\nx = 1/0')
except ZeroDivisionError: print(where())
try: sorted([1, 2], key=lambda v: v / 0)
except ZeroDivisionError: print(where())
try:
    x = [
        1,
        2 / 0,
        3]
except ZeroDivisionError: print(where())
try: (lambda:
      1 /
      0)()
except ZeroDivisionError: print(where())
def multi(a,
          b=1,
          c=2):
    return (a +
            b +
            c)
try: multi('x')
except TypeError: print(where())
@(lambda f:
  f)
def decorated():
    raise IndexError
try: decorated()
except IndexError: print(where(), decorated.__code__.co_firstlineno)
try:
    with open_missing as q:
        pass
except NameError: print(where())
f1 = sys._getframe
def lines():
    a = f1().f_lineno
    b = (f1().f_lineno,
         f1().f_lineno)
    return a, b, f1().f_lineno
print(lines())
