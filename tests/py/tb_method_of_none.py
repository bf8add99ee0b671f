def find(items, wanted):
    for i in items:
        if i == wanted:
            return i
print(find(['a'], 'b').upper())
