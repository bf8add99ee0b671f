import time
a = time.perf_counter(); b = time.perf_counter()
print(b >= a, time.monotonic() <= time.monotonic(), type(time.time()).__name__, time.time() > 1.5e9, type(time.time_ns()).__name__, time.process_time() >= 0)
print(time.sleep(0), type(time.perf_counter_ns()).__name__)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: time.sleep(-1))
attempt(lambda: time.sleep('a'))
attempt(lambda: time.sleep())
