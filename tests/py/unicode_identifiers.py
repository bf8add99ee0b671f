é = 1; 名前 = 'n'; µ = 5; ﬁ = 'ligature'; ª = 2
print(é, 名前, μ, fi, a, sorted(k for k in globals() if not k.startswith('_')))
class Ünïcode:
    def méthode(self, paramètre): return paramètre
print(Ünïcode().méthode(paramètre='x'), Ünïcode.__name__, repr(Ünïcode))
def ƒ(𝐱): return x2
x2 = 'x2'
print(ƒ.__name__, ƒ.__code__.co_varnames, 'ℌ'.isidentifier(), '²'.isidentifier(), 'a²'.isidentifier(), '℘'.isidentifier(), '1a'.isidentifier(), '·'.isidentifier(), 'a·'.isidentifier())
for src in ('€ = 1', 'a² = 1', '½ = 1', 'a\u200bb = 1', '\u00a0x = 1', 'x = ٣', 'x = "a" if ☃ else 1', '😀 = 1', 'a\ufeff = 1'):
    try:
        compile(src, 's', 'exec'); print(ascii(src), 'ok')
    except SyntaxError as e:
        print(ascii(src), e.msg, e.offset)
setattr(Ünïcode, 'ﬁx', 1); print(hasattr(Ünïcode, 'fix'), hasattr(Ünïcode, 'ﬁx'), Ünïcode.__dict__.get('fix'))
