def compute():
    valu = 1
    return value

compute()
