def f():
    value = [1]
    return pritn(value)
f()
