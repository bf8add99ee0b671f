"""doc"""
from __future__ import annotations
import a.b.c as d, e.f, g as h
from . import x as y, z
from .. import *
x: int = 5
y: "str"
z.a: lambda *a, **k: (a, {1: 2, **k}, [*a], {*a}) = 3
q[1:2, ::3]: f"{x!r:>{w}} {{}} {'a'}" = 1
def f(a: int, /, b: (1, 2) = 1, *c: *Ts, d: {1, 2} = 3, e: -x ** -y, **k: x.y[1:2, ...]) -> not a: pass
v: 1 .real + 1.5 + 1j + 1e400 + (a if b else c) * (lambda: 0)() @ [i async for i in x if y if z for q in r]
w: (a or b and not c) < d <= e is not f in g
class A:
    m: dict[int, "q"] = {}
    __p: int
    def g(self, __q: int): return __q, self.__z, super()
    (p): int = 4
u: u"x" + b"y"
