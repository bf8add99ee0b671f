# kinds: bind bind_old bind_single bind_small_int bind_text bind_again unbind count_up count_down rebound
a = [1]
b = a
c = None
d = 7
e = 'x'
for i in range(40):
    pass
del b
a = [2]
