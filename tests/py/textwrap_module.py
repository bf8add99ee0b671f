import textwrap
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
L = "Hello there -- you goof-ball, use the -b option! And well-known 'hyphen-ated' words; e.g. a-b, x--y, 2-3, mother-in-law.  Look, goof-ball--it's  here. A \t tab\nnewline."
for w in 5, 10, 15, 20, 30, 70: t(textwrap.wrap, L, w); t(textwrap.wrap, L, w, break_on_hyphens=False); t(textwrap.wrap, L, w, break_long_words=False, fix_sentence_endings=True)
t(textwrap.fill, L, 30, initial_indent='* ', subsequent_indent='  '); t(textwrap.shorten, L, 30); t(textwrap.shorten, L, 10); t(textwrap.shorten, 'Hello world', 5); t(textwrap.shorten, 'Hello world', 3); t(textwrap.shorten, L, 40, placeholder='...')
t(textwrap.wrap, 'abc', 0); t(textwrap.wrap, '', 5); t(textwrap.wrap, '   ', 5); t(textwrap.wrap, '  leading and trailing  ', 10); t(textwrap.wrap, '  leading and trailing  ', 10, drop_whitespace=False); t(textwrap.wrap, 'aaa bbb ccc ddd eee', 7, max_lines=2); t(textwrap.wrap, 'a\tb', 20, expand_tabs=False, replace_whitespace=False); t(textwrap.wrap, 'supercalifragilistic', 6)
t(textwrap.dedent, '  a\n    b\n\n  c\n'); t(textwrap.dedent, '\ta\n\t b\n  \n'); t(textwrap.dedent, '  a\n\tb'); t(textwrap.dedent, 'a\n  b'); t(textwrap.dedent, '   \n   x\n'); t(textwrap.dedent, '    a\n   \tb\n'); t(textwrap.dedent, '')
t(textwrap.indent, 'a\n\nb\n', '> '); t(textwrap.indent, 'a\n\nb', '> ', lambda l: True); t(textwrap.indent, 'a\r\n \nb', '-')
t(textwrap.wrap, 'a-very-long-hyphenated-word here', 8); t(textwrap.wrap, '--foo-bar -x --long-option', 8); t(textwrap.wrap, 'this-is-a-useful-feature--really-useful', 13)
from reprlib import repr as rr
print(rr('x' * 100), rr('a\n' * 30))
