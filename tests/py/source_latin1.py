# -*- coding: latin-1 -*-
print(ascii("é"))
def é(x): return x / "ü" # ä
é(1)
