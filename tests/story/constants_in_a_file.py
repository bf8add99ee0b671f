# kinds: bind_constant bind_same_constant bind_interned
a = 1000
b = 1000
c = 'two words'
d = 'two words'
e = 'word'
f = 'word'
g = (1, 2.5)
h = (1, 2.5)
def inner():
    global i
    i = 1000
inner()
print(a is b, c is d, e is f, g is h, a is i)
