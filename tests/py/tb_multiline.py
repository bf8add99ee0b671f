x = 1
y = (x +
     undefined +
     3)
