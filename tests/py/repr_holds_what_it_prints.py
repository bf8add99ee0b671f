# While a container is printed, the list of what is being printed holds it once more.
import gc
import sys


class Probe:
    def __repr__(self):
        kinds = sorted(type(r).__name__ for r in gc.get_referrers(box))
        return f"{sys.getrefcount(box)} {kinds}"


for box in [Probe()], (Probe(),), {1: Probe()}, {Probe()}, {1: Probe()}.values():
    print(repr(box))
    print(str([box, box]))
loop = []
loop.append(loop)
loop.append({"loop": loop})
print(loop)
gc.collect()
before = gc.get_count()[0]
repr(loop)
print(gc.get_count()[0] - before)
