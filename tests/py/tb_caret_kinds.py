import sys
d = {}
class A: pass
a = A()
l = [1]
def run(f):
    try:
        f()
    except Exception as e:
        tb = e.__traceback__.tb_next
        while tb is not None:
            pos = list(tb.tb_frame.f_code.co_positions())[tb.tb_lasti // 2]
            print(type(e).__name__, tb.tb_lineno, pos)
            tb = tb.tb_next
def f1(): return 1 + (2 + 'a') * 3
def f2(): return d['x']['y']
def f3(): return a.b.c
def f4(): return l[0][1]
def f5(): return len(1, 2) + 5
def f6(): return (a
                  .zz)
def f7(): x = -'a'
def f8(): d['q'] += 1
def f9(): a.x.y = 5
def f10(): del l[99]
def f11(): return f'{a!r:>5} {d["k"]}'
def f12(): return [x / 0 for x in l]
def f13(): a, b = 1
def f14(): return l[0] if undefined else 2
def f15(): assert 1 == 2, 'no'
def f16(): return 1 < 'a' < 2
def f17(): return max(*5)
def f18(): return a(1)(2)
def f19(): raise ValueError(
    'x')
def f20():
    for i in 5: pass
def f21():
    with a: pass
def f22(): import nothing_here
def f23(): from math import nothing
def f24(): return l[1:'a']
def f25(): return {[]: 1}
def f26(): return lambda x=l[9]: x
def f27():
    class C(5): pass
def f28():
    @undefined
    def g(): pass
def f29(): return not_defined
def f30(): return sum(x for x in 5)
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30):
    run(f)
