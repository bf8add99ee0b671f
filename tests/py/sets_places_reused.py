def t(rem, add, n=10):
    s=set(range(n))
    for r in rem: s.remove(r)
    for a in add: s.add(a)
    print(rem, add, list(s))
t([3,5,7],[35]); t([5],[36]); t([4],[36]); t([4],[4]); t([4,5],[4]); t([4,5,6],[5]); t([4,5,6],[36]); t([3,5],[3]); t([3],[3]); t([3],[100,3]); t([3,5],[100]); t([2,3,5],[34,66,98])
s=set(range(10)); s.remove(3); s.add(100); s.discard(5); s.add(3); print(list(s))
s=set(range(10)); s.remove(3); s.add(100); s.discard(5); print(list(s));  s.add(3); print(list(s))
