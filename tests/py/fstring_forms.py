x, y, name = 42, 3.14159, 'world'
d = {'a': 1}
print(f'{x}', f'{x!r}', f'{name!r:>10}', f'{y:.2f}', f'{y:{10}.{3}}', f'{x:>{x // 8}}', f'{{literal}} {x}', f'{x=}', f'{x = }', f'{name=!s}', f'{y=:.1f}', f'{x + 1=}')
print(f"{d['a']}", f'{d["a"]}', f'{(lambda v: v * 2)(3)}', f'{[i for i in range(3)]}', f'{ {1: 2} }', f'{x if x else 0}', f'''{
    x
}''', f'{x:,}', f'{-x:+d}', f'{x!s:^6}|', rf'\n{x}', fr'{x}\t', F'{x}', f'a' 'b' f'{x}', f'', f'{x}{y}{name}')
print(f'{x:{"d"}}', f'{x:{">"}{"8"}}', f'{"nested " + f"{x}"}', f'{x:#x}', f'{name:.3}', f'{name[0]}{name[-1]}', f'{3!r}', f'{None}', f'{x==42}', f'{x!=1}', f'{x<50 and y>1}', f'{(w := 5)}', w)
class F:
    def __format__(self, s): return f'<{s}>'
print(f'{F()}', f'{F():abc}', f'{F():{x}}', f'{F():%H:%M}', f'{F()!r:.3}')
try:
    f'{undefined}'
except NameError as e:
    print(e)
try:
    f'{x:zz}'
except ValueError as e:
    print(e)
