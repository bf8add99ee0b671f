import gc
gc.collect()
print(gc.get_count())
x = [[] for _ in range(10)]
print(gc.get_threshold())
gc.collect(0)
print(gc.get_count())
gc.collect(0)
print(gc.get_count())
gc.collect(1)
print(gc.get_count())
gc.collect()
print(gc.get_count())
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
try:
    gc.collect(3)
except ValueError as e:
    print(e)
