print({None, 1, 'a'}, {None, ..., NotImplemented}, {..., 5, 6, 7, 'x', None, NotImplemented}, hash(None) & 255, hash(...) & 255)
print({None, 0}, {None, True, False}, {None, 'x', 'y', 'z'}, frozenset([None, 1.5, 2.5]), set(range(40)) | {None})
