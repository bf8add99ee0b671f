def f(x):
    return x / 0

def g():
    return f(1) + 2

g()
