def f(n):
    raise ValueError(n)
def collect(*fs):
    out = []
    for g in fs:
        try:
            g()
        except Exception as e:
            out.append(e)
    return out
inner = ExceptionGroup('inner', collect(lambda: f(1), lambda: [][0]))
try:
    raise KeyError('cause')
except KeyError as k:
    inner.__cause__ = k
inner.add_note('a note')
raise ExceptionGroup('outer', [inner, TypeError('plain')])
