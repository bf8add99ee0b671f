import gc
def f(n, a=54, k=False):
    gc.set_threshold(a, 3, 2)
    gc.collect()
    b0 = [s["collections"] for s in gc.get_stats()]
    c0 = gc.get_count()
    t = [[i] for i in range(n)]
    r = gc.get_count()
    d = [s["collections"] - x for s, x in zip(gc.get_stats(), b0)]
    gc.set_threshold(700, 10, 10)
    return c0, r, d
for i in range(40, 130, 3): print(i, f(i), file=sys.stderr) if 0 else print(i, f(i))
