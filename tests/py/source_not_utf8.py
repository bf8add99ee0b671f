x = 1
# all well so far
y = "é"
