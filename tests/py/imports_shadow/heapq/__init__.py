heap = 1
