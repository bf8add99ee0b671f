import sys
async def f(x): pass
for i in range(3): f(i)
def g(): f(1)
g(); g()
f(1); f(2)
print(__warningregistry__)
async def h(x): pass
for i in range(2): f(i); h(1)
ns = {}
exec(compile('f(1)\nf(2)', 'zz', 'exec'), {'f': f}, ns)
print(list(ns))
