values = [0.0, -0.0, 1.0, 1.5, 123456.789, 1e-7, 1e16, 1e22, -2.5, 1/3, float('inf'), float('nan'), 5e-324, 1.7976931348623157e308]
for spec in ('', '.0f', '.1f', '.3f', 'e', '.0e', '.10e', 'g', '.1g', '.17g', '#g', '%', '.2%', '010.3f', '+', ' ', ',', '_.2f', ',.1f', '15', '<15', '^15', '=15', '*>15', '.5', 'n', 'F', 'E', 'G', '#.0f', '#.3g', 'z.0f'):
    print(spec, [format(v, spec) for v in values if abs(v) < 1e300 or 'f' not in spec and '%' not in spec.lower() and 'F' not in spec])
