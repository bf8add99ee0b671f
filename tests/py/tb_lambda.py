f = lambda v: v.missing
f(3)
