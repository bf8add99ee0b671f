x = 3.14159
n = 42
s = 'text'
print(f'{x:.2f} {n:05d} {s!r:>10} {n:#x} {n:,} {x:e} {s:^10}| {n=} {x = :.1f} {{}}')
print(f'{s[0]}{s.upper()} {n if n > 3 else 0} {[1, 2][0]} {f"{n}"} {n:{"0"}{5}}')
w = 8
print(f'{s:>{w}}|{x:<{w}.1f}|')
print('%s %d %5.2f %x %r %%' % (s, n, x, 255, 'q'), '%(a)s' % {'a': 1}, '%-5s|' % 'ab', '%+d' % 3, '%03d' % 7)
print('{} {0!r}'.format(1) if 0 else '{0} {0!r} {k:>4}'.format('a', k='b'), '{:08.3f}'.format(3.14159))
print('{:,}'.format(1234567), '{:b}'.format(10), '{:%}'.format(0.25), '{a[0]} {b.real}'.format(a=[1], b=2))
for bad in (lambda: '%d' % 'x', lambda: '%s %s' % 1, lambda: '%s' % (1, 2), lambda: '{}'.format(), lambda: '{:d}'.format('x'), lambda: f'{1:z}', lambda: '{'.format(1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
