x is 1
x is not "a"
1 is x
() is x
x is None is True
assert (x, "y")
assert (1, "a"), 3
def f():
    try: pass
    finally:
        x is 5
(1)(2)
"a"(3)
[1](2)
{1:2}(3)
f"{x}"(4)
(lambda: 0)(4)
None[0]
1[2]
{1}[0]
(i for i in x)[0]
(lambda: 1)[2]
[1, 2]["a"]
(1, 2)["a"]
"abc"[1.5]
[1][x]
[1, 2][1:2]
[1,2][(1,2)]
b"a"[[1]]
f"a"["b"]
x = 1 if y is 3 else 4
if x is 1 is 2: pass
...[1]
(1.5)()
True()
print
(a
 is
  5)
