import gc
a = [1]
b = [a]
c = {'k': a}
print(b in gc.get_referrers(a), c in gc.get_referrers(a), globals() in gc.get_referrers(a))
print(len([r for r in gc.get_referrers(a) if r is b or r is c]))
print(gc.get_referents([1, 'x', a]))
print(gc.get_referents({'k': 'v'}))
print(sorted(type(x).__name__ for x in gc.get_referrers(1000)))
x = 1000
print(sorted(type(x).__name__ for x in gc.get_referrers(1000)))
print(any(o is b for o in gc.get_objects()))
