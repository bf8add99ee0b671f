if (n := 5) > 3: print(n)
print([y := 1, y + 1, y ** 2], y)
data = iter([1, 2, 3, 0, 4])
while (v := next(data)): print(v, end=' ')
print(v)
print([last := i for i in range(3)], last, {k: (sq := k * k) for k in range(3)}, sq, any((hit := c) == 'b' for c in 'abc'), hit)
def f(a, b=(d := 9)): return a, b
print(f(a := 1), f((c := 2), b=c), a, c, d)
def g():
    total = 0
    r = [total := total + i for i in range(5)]
    return r, total
print(g())
x = (z := 3, 4); print(x, z)
s = 'abc'
print(s[(i := 1)], i, s[i := 2], f'{(w := 7)}', w, (lambda: (q := 4) + q)())
def h():
    global made
    return [made := k for k in 'xy']
print(h(), made)
for src in ('x := 1', '(a.b := 1)', '(a[0] := 1)', '[i := 0 for i in range(3)]', 'f(a=b := 1)', '(x := 1) = 2', 'lambda: x := 1', '[x for x in (y := [1])]', 'class C: [z := 1 for _ in range(1)]', '((a, b) := 1)', '{(k := 1): 2}', 'del (x := 1)', 'with (x := 1): pass'):
    try:
        compile(src, 's', 'exec')
        print(src, 'ok')
    except SyntaxError as e:
        print(src, '->', e.msg, e.lineno, e.offset)
