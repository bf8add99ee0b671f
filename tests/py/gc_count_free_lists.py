# objects from a free list are not counted, those beyond it are
import gc
gc.collect()
hold = [[] for _ in range(200)]
hold2 = [{} for _ in range(200)]
gc.collect()
del hold, hold2
gc.disable()
out = [None] * 6
c = gc.get_count()[0]
a = [[] for _ in range(80)]
out[0] = gc.get_count()[0] - c
b = [[] for _ in range(30)]
out[1] = gc.get_count()[0] - c
del b
out[2] = gc.get_count()[0] - c
del a
out[3] = gc.get_count()[0] - c
c = gc.get_count()[0]
d = [{} for _ in range(90)]
out[4] = gc.get_count()[0] - c
del d
out[5] = gc.get_count()[0] - c
print(out)
gc.enable()
gc.collect()
print(gc.get_count())
s = [set() for _ in range(50)]
print(gc.get_count()[0] >= 50)
n = gc.get_count()[0]
del s
print(n - gc.get_count()[0])
