class S(str):
    def __str__(self): return 'S.__str__'
    def __len__(self): return 100
    def __hash__(self): return 1
    def __eq__(self, o): print('eq'); return str.__eq__(self, o)
s = S('abc')
print(s, repr(s), len(s), str.__len__(s), type(s + 'x').__name__, type(s[:]).__name__, type(s.upper()).__name__, type(str(s)).__name__, f'{s}', '%s' % s, '{}'.format(s))
print('x'.join([s, s]), s == 'abc', 'abc' == s, s in ['abc'], {s: 1}.get(s), isinstance(s, str), s.__dict__, type(s.strip()).__name__)
s.attr = 5
print(s.attr, S(b'ab', 'ascii') == 'ab', S(5) == '5', S() == '', type(S.__new__(S, 'q')).__name__)
print({'abc': 2}.get(s), type(s.replace('z', 'y')).__name__, type(s.center(1)).__name__, type('%s' % s).__name__, s.partition('z')[0] is s)
