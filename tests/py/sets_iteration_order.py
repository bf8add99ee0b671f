print({3, 1, 2}, {'b', 'a', 'c'}, set('hello world'), {1.5, 2, 'x', (1, 2), True}, frozenset(range(20)), {-1, -2, 100, 64, 32}, set(range(50, 0, -7)))
print(set(['apple', 'banana', 'cherry', 'date', 'elderberry', 'fig', 'grape']), {i * 37 % 101 for i in range(30)}, {chr(97 + i) * 2 for i in range(15)})
s = set(range(10)); s.remove(3); s.add(100); s.discard(5); s.add(3); print(s, s.pop(), s.pop(), s)
t = {'x', 'y', 'z'} | {'w'}; print(t, t & {'z', 'x'}, t - {'x'}, t ^ {'q', 'x'}, {'q', 'x'} ^ t, sorted(t))
print(list({b'a', b'b', b'c'}), list({2**70, 2**71, -2**70}), list({0.1, 0.2, 0.3, float('inf')}), list({(i, i + 1) for i in range(8)}), [*{*'abc'}, *{*'cba'}])
u = set()
for w in 'the quick brown fox jumps over the lazy dog and runs away from it'.split(): u.add(w)
print(u, len(u), list(u)[:3]); u.update('zz yy'.split()); print(u); print(set(u) == u, u.copy()); print(set(list(u)[::-1]))
print({True, 1, 1.0}, {0, False, 0.0}, {1.0, 1}, {'1', 1}, {frozenset({1}), frozenset({2, 3})})
d = {x: 1 for x in {5, 1, 9}}; print(d, d.keys() & {9, 1}, d.keys() | {7}, d.keys() - {5}, d.keys() ^ {5, 8})
class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
    def __repr__(self): return 'H%d' % self.h
    def __eq__(self, o): return self is o
print({H(8), H(16), H(0), H(24)}, {H(i) for i in (7, 15, 23, 31, 39)}, {H(-3), H(2**61), H(-2)})
