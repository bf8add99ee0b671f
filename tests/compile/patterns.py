def m(x):
    match x:
        case 1: a()
        case -1.5 | 2j | "a" | b"b" | None | True: b()
        case []: c()
        case [_]: c()
        case [a, b, *_]: d(a)
        case [a, *rest, b]: e(rest)
        case (a, _, *_, z): e(z)
        case {}: f()
        case {"a": 1, "b": y, **k}: g(y, k)
        case {**k}: g(k)
        case {Q.x: z}: pass
        case P(): pass
        case P(1, y, z=3, w=q) if y > q: h(y)
        case P(_, _): pass
        case (A() | B()) as z: i(z)
        case [a, (b, c) | [c, b]] : j(a, b, c)
        case [1, [a, b] as c, {"x": [d, *e]}]: k(a, b, c, d, e)
        case Q.R: pass
        case str(s) | bytes(s): return s
        case y if y: return y
        case _: z()
def n(x):
    match x:
        case a: return a
    match x, y:
        case a, b: pass
    match x:
        case 1:
            return 1
        case _ if z:
            return 2
    match x:
        case _: pass
    for i in x:
        match i:
            case [1, 2]: continue
            case [a, b, c, d] | [d, c, b, a]: break
            case ((1 | 2) as y) | (y, 3): return y
match a:
    case {"x": x}: x()
    case [*x]: x
    case [*_]: x
    case "a":
        pass
