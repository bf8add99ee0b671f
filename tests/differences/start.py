# Start-up has run collections already, or not; after a collection of everything the counters are the same.
import gc
print(gc.get_stats()[0]["collections"] > 1)
gc.collect()
print(gc.get_count())
a = [set() for i in range(50)]
print(gc.get_count())
