print(f"{1if 1 else 2}"); print(f"""{
1or 2}""")
x = 1if 1else 2
y = [1for z in (1,)]
z = 0x1for z in (1,)
exec("x = 1if 1else 2\nx=1.0or 2\n\n\nx=0b1and 2; 0o7is 5")
exec("x = 1if 1else 2\nx=1.0or 2\n\n\nx=0b1and 2; 0o7is 5")
compile("1jin x", "zz", "eval")
compile("1e5if x else 6", "zz", "eval")
compile("0in x", "zz", "eval")
compile("0_0not in x", "zz", "eval")
