total = 0
values = [1, 'two']
for v in values:
    total += v
