for seq in ('abcdef', b'abcdef', [1, 2, 3, 4, 5, 6], (1, 2, 3, 4, 5, 6), range(6), bytearray(b'abcdef')):
    print([seq[a:b:c] for a in (None, 1, -2, 10, -10) for b in (None, 4, -1) for c in (None, 2, -1, -2)])
