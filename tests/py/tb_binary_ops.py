a = [1]
b = 'text'
result = (a + [2]) + b * 2
