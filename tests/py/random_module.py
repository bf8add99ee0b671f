import random, bisect, heapq
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
for s in (0, 1, 42, -5, 2**100, 1.5, 'text', b'bytes', ''):
    random.seed(s); print(repr(s), random.random(), random.randint(1, 100), random.getrandbits(70))
random.seed(7)
print(random.choice('abc'), random.choices([1, 2, 3], k=5), random.sample(range(100), 5), random.sample('abcdef', 3), random.uniform(1, 2), random.gauss(0, 1), random.gauss(), random.randrange(0, 100, 7), random.randrange(10))
l = list(range(10)); random.shuffle(l); print(l, random.choices('ab', weights=[1, 9], k=4), random.betavariate(2, 3), random.expovariate(1.5), random.gammavariate(0.5, 1), random.gammavariate(2, 1), random.triangular(0, 1, 0.2), random.normalvariate(0, 1), random.lognormvariate(0, 1), random.vonmisesvariate(1, 2), random.paretovariate(3), random.weibullvariate(1, 2), random.randbytes(3), random.sample(range(1000), 30))
st = random.getstate(); a = random.random(); random.setstate(st); print(a == random.random(), len(st[1]))
r = random.Random(5); print(r.random(), r.randint(1, 6), random.Random(5).random(), random.sample(['x', 'y'], counts=[2, 3], k=3))
tries(lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.sample({1}, 1), lambda: random.seed([]), lambda: random.choices([1], weights=[0]), lambda: random.randrange(1, 2, 0), lambda: random.getrandbits(-1))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2)); x = [1, 3]; bisect.insort(x, 2); print(x)
h = []
for v in [5, 2, 8, 1, 9, 3]: heapq.heappush(h, v)
print(h, heapq.heappop(h), h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h, heapq.nlargest(2, h), heapq.nsmallest(2, h)); g = [3, 1, 4, 1, 5, 9, 2, 6]; heapq.heapify(g); print(g, list(heapq.merge([1, 4], [2, 3])))
