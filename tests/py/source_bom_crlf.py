print(ascii("é"))
x = 5
print(x
  + 1)
1/0 # é
