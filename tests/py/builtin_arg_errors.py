for call in (lambda: [].append(), lambda: [].append(1, 2), lambda: [].insert(1), lambda: 'a'.split(1, 2, 3), lambda: len(), lambda: len(1, 2),
             lambda: [].clear(1), lambda: [].append(x=1), lambda: {}.get(), lambda: {}.pop(), lambda: 'x'.join(1), lambda: ord('ab'),
             lambda: chr(-1), lambda: isinstance(1), lambda: isinstance(1, 2), lambda: abs('x'), lambda: int('x'), lambda: int([]),
             lambda: float('x'), lambda: max(), lambda: max([]), lambda: sum('ab', ''), lambda: sorted(), lambda: range(), lambda: range(1, 2, 0),
             lambda: print(1, foo=2), lambda: list(1), lambda: tuple(1, 2), lambda: dict(1), lambda: dict([1]), lambda: set(1), lambda: zip(1),
             lambda: next([]), lambda: iter(1), lambda: hash([]), lambda: round('x'), lambda: divmod(1, 0), lambda: pow(2, -1, 0),
             lambda: getattr(1, 2), lambda: getattr(1, 'x'), lambda: ''.join([1]), lambda: 'a'.encode('nope'), lambda: [1].index(2), lambda: [].remove(1),
             lambda: [].pop(), lambda: {}.popitem(), lambda: {}['k'], lambda: [1][5], lambda: 'abc'[9], lambda: (1,)[3], lambda: [1]['x']):
    try:
        print('ok', call())
    except Exception as e:
        print(type(e).__name__, e)
