def a(n):
    return b(n)
def b(n):
    return a(n - 1)
def direct(n):
    if n == 0:
        raise ValueError('bottom')
    direct(n - 1)
try:
    a(1)
except RecursionError as e:
    print(e)
direct(10)
