def f0(): pass
def f1(a): pass
def f2(a, b, c=1): pass
def f3(a, /, b): pass
def f4(*, k): pass
def f5(*, k, j, l=1): pass
def f6(a, *args, **kw): pass
def f7(a, b=1, /, c=2): pass
class C:
    def m(self, a): pass
    def __init__(self, x=1): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    def none(): pass
c = C()
def attempt(f):
    try:
        f()
        print('ok')
    except TypeError as e:
        print(e)
for call in ('f0(1)', 'f0(1, 2)', 'f0(a=1)', 'f1()', 'f1(1, 2)', 'f1(b=1)', 'f1(1, a=2)', 'f2()', 'f2(1)', 'f2(1, 2, 3, 4)', 'f2(c=1)', 'f2(1, 2, c=3, d=4)', 'f3(a=1, b=2)', 'f3(1)', 'f3()', 'f3(1, a=2, b=3)', 'f4()', 'f4(1)', 'f4(1, k=2)', 'f4(k=1, z=2)', 'f5()', 'f5(k=1)', 'f5(1, 2, l=3)', 'f6()', 'f6(k=1)', 'f6(1, a=2)', 'f7(a=1)', 'f7(1, b=2)', 'f7(1, 2, 3, 4)', 'f7(b=1, a=2)', 'c.m()', 'c.m(1, 2)', 'C.m()', 'C.m(c)', 'C(1, 2)', 'C(y=1)', 'c.c(1)', 'c.s(1)', 'c.none()', 'C.none()', 'f1(*[1, 2])', 'f1(**{"a": 1, "b": 2})', 'f1(1, **{"a": 1})', 'f2(*"abcd")', '(lambda x: x)()', '(lambda: 0)(1)', 'len()', 'len(1, 2)', 'len(x=1)', '[].append(x=1)', '"".join()', 'int(1, 2, 3)', 'dict(1, 2)', 'print(1, foo=2)', 'sorted()', 'isinstance(1)', 'range()', 'str(1, 2, 3, 4)', 'None()', '5()', '"a"()', '[]()', 'c()', 'object(1)', 'type()', 'f1(1)()', 'ord()', 'chr(1, 2)', 'hash()', 'iter()', 'getattr(1)', 'sum()', 'zip(1)', '{}.get()', '{}.pop(1, 2, 3)', 'set().add()', '().index()', '"a".split(1, 2, 3)', '"a".find()', '[].sort(1)', '[].insert(1)', '(1).to_bytes()'):
    print(call, end=': ')
    attempt(lambda: eval(call))
