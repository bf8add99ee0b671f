a = 256
b = 255 + 1
print(a is b)
n = 300
print(n is int('300'), n - 44 is 256)
print(int('-5') is -5 + 0, int('-6') is int('-6'))
print((10**20 - 10**20) is 0 * 7)
x = 5
y = 10 // 2
print(x is y)
