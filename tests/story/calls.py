# kinds: call return
# options: --all
# golden: no
def f(x):
    return g(x)
def g(x):
    return x
f(1)
