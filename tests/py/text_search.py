import copy
for s in ('abc', 'a\u1234', b'abc', bytearray(b'abc'), (1,2,3), [1,2,3]):
    it = iter(s); next(it); print(it.__reduce__(), it.__length_hint__()); it.__setstate__(0); print(list(it), it.__reduce__()); it.__setstate__(1); print(list(it))
    it = iter(s); it.__setstate__(-5); print(next(it)); it.__setstate__(99); print(list(it))
r = reversed([1,2,3]); r.__setstate__(5); print(list(r)); r = reversed([1,2,3]); r.__setstate__(-5); print(list(r), r.__reduce__())
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
for s, p in (('hello hello', 'l'), (b'hello hello', b'l'), (bytearray(b'hello hello'), b'l'), (b'hello', 108), (b'hello', 300), (b'', b''), ('', '')):
    for n in 'count find rfind index rindex startswith endswith'.split():
        m = getattr(s, n)
        t(m, p); t(m, p, 3); t(m, p, 3, -1); t(m, p, None, 4); t(m, 'x'); t(m, b'x'); t(m); t(m, p, 1, 2, 3); t(m, p, 'x'); t(m, 1.5); t(m, (p, p)); t(m, ('he', b'he')); t(m, (1,)); t(m, ())
    try: s.find(sub=p)
    except TypeError as e: print(e)
    try: s.startswith(sub=p)
    except TypeError as e: print(e)
