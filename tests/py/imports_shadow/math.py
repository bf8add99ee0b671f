math = 1
