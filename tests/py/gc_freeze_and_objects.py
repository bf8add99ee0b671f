import gc
gc.collect()
print(gc.get_freeze_count())
class C: pass
c = C(); c.c = c
gc.freeze()
print(gc.get_freeze_count() > 0, gc.get_objects(2) == [] or len(gc.get_objects(2)) < 5)
del c
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())
gc.collect()
marker = ['marker']
young = gc.get_objects(0)
print(any(o is marker for o in young), any(o is marker for o in gc.get_objects(1)))
del young
gc.collect(0)
print(any(o is marker for o in gc.get_objects(0)), any(o is marker for o in gc.get_objects(1)), any(o is marker for o in gc.get_objects(2)))
gc.collect(1)
print(any(o is marker for o in gc.get_objects(1)), any(o is marker for o in gc.get_objects(2)))
print(any(o is marker for o in gc.get_objects()), any(o is marker for o in gc.get_objects(None)))
before = len(gc.get_objects())
x = [C() for _ in range(100)]
print(len(gc.get_objects()) - before)
stats = gc.get_stats()
print(len(stats), sorted(stats[0]))
a = stats[2]['collections'], stats[2]['collected']
l = []; l.append(l); del l
gc.collect()
b = gc.get_stats()[2]
print(b['collections'] - a[0], b['collected'] - a[1], b['uncollectable'])
