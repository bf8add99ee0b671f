s = 'Hello wORLD ǆ ß İı ſ ﬁ'
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), 'ß'.upper(), 'ŉ'.upper(), 'Σας ΣΑΣ'.lower(), 'ǆ'.title())
for t in ('', 'abc', 'ABC', 'Abc Def', '123', '١٢', '½', '²', 'a1', ' ', '\t\n', 'é', '日本', '_x', '1x', 'for', 'a b', '\x00', 'ǅ', 'aB'):
    print(repr(t), t.isalpha(), t.isdigit(), t.isdecimal(), t.isnumeric(), t.isalnum(), t.isspace(), t.islower(), t.isupper(), t.istitle(), t.isidentifier(), t.isprintable(), t.isascii())
print('ab'.center(7, '*'), 'abc'.center(6, '-'), 'ab'.ljust(5) + '|', 'ab'.rjust(5, '.'), '-42'.zfill(6), '+1'.zfill(5), 'x'.zfill(0), 'abc'.center(2), 'a'.center(4, 'x'))
print('xxaxx'.strip('x'), ' \t a '.strip() + '|', 'abcba'.lstrip('ab'), 'abcba'.rstrip('ab'), 'prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'), 'x'.removesuffix(''), '\u3000a\u2003'.strip())
print('a\tbc\td'.expandtabs(), 'a\tb'.expandtabs(4), '\t'.expandtabs(0) == '', 'a\n\tb'.expandtabs(3))
print(str.maketrans('ab', 'xy'), 'aabbc'.translate({97: 'XX', 98: None}), 'abc'.translate(str.maketrans('ab', 'ba', 'c')), str.maketrans({'a': 1, 98: 'z'}))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: 'a'.center('x'))
attempt(lambda: 'a'.center(5, 'xx'))
attempt(lambda: 'a'.center(5, 1))
attempt(lambda: 'a'.strip(1))
attempt(lambda: str.maketrans('ab', 'x'))
attempt(lambda: str.maketrans(1))
attempt(lambda: str.maketrans({'ab': 1}))
attempt(lambda: 'a'.translate({97: 1.5}))
attempt(lambda: 'a'.translate({97: -1}))
attempt(lambda: 'a'.upper(1))
attempt(lambda: 'a'.removeprefix(1))
attempt(lambda: 'a'.zfill())
attempt(lambda: str.upper())
attempt(lambda: str.upper(1))
