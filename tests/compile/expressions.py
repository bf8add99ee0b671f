def f(x, y, z):
    a, b = x, y
    a, b, c = x, y, z
    a, b, c = c, b, a
    (a,) = (x,)
    [a, [b, *c]], d = x
    *a, b = x
    a = b = c = 1
    del a, (b, c)
    x[1] += 2; x.y -= 3; x <<= 1
    x[1:2] @= y
    return a if x else b
def g(a, b, c):
    if a and b or c and not a: pass
    if not (a and (b or c)): return 1
    while a < b < c and not c: a += 1
    else: b
    while True:
        if a: break
        if b: continue
        a()
    while 1:
        pass
def h(a):
    for i in a:
        for j in i:
            if j: break
            elif i: continue
            else: return j
        else: pass
    else: return 5
    for x in (1,2,3): yield x
    for x in [1,2,a]: yield from x
    return (yield)
def k(x):
    return x is None, x is not None, x in [1,2,3], x in {1,2,3}, x not in [1, x]
def m(x):
    if x is None: return 1
    if x is not None: return 2
    if None is x: return 3
    while x is not None: x = x.n
    if 1: return 2
    if 0: return 3
    if x and 1: return 4
    if "" or x: return 5
    if not 0: x()
    assert x, "msg"
    assert x
    assert not x, y
    return x and y or z and w or (a and b) and c
x = -1; y = +1; z = ~1; w = not 1; a = 2**100; b = 2**1000; c = "a"*5000; d = "a"*4096; e = (1,)*256; f=(1,)*257; g=1<<127; h=1<<128; i=(1,2)[0]; j="abc"[1]; k="abc"[5]; l=1/0; m=1//3; n=7%3; o="%s"%1; p="%s %r %a %%"%(x,y,z); q="%5s|%-5s|%.3s|%05s|%+s"%(a,b,c,d,e); r="%d"%(x,); s="%s"%(x,y); t="%s%s"%(x,); u = "%(a)s"%{}; v=b"a"%(x,)
aa = 1.0*0.0; bb = -0.0; cc = 0.0; dd = 0j; ee=-0j; ff=(0.0,-0.0,0,False,None,...,b'',b'a','','a'); gg=1+2j*3; hh=((1,)*200,)*5; ii=3*("a","b"); jj=frozenset(); kk = 1_000_000_000_000_000_000_000; ll=255+1; mm=(1,2)+(3,); nn="a"+"b"; oo="a" "b"; pp=1<2; qq=not x in y; rr = not x is y; ss=__debug__; tt=(1,2,x)[0]; uu=[1,2,3][0]; vv={1:2}[1]
xx = [1,2,3]; yy=[1,2]; zz={1,2,3}; ab={1:2,3:4}; ac={1:2}; ad={}; ae=[]; af=(); ag={**ab}; ah={1:2,**ab,3:4,5:6,**ac}; ai=[*xx,1,2]; aj=(*xx,); ak={*xx,1}; al=[1,2,3,*xx]; am=x[1:2]; an=x[:]; ao=x[::2]; ap=x[1:2,3]
f(); f(1); f(1,2,*a); f(*a); f(**k); f(a=1); f(1,a=2,**k); f(*a,b=1,**k,c=2,d=3); x.f(); x.f(1,a=2); x.f(*a); x.f(**k); f(x)(y)(z)
f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32)
x.f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32)
f(a1=1,a2=2,a3=3,a4=4,a5=5,a6=6,a7=7,a8=8,a9=9,a10=10,a11=11,a12=12,a13=13,a14=14,a15=15,a16=16,a17=17)
f(*a,a1=1,a2=2,a3=3,a4=4,a5=5,a6=6,a7=7,a8=8,a9=9,a10=10,a11=11,a12=12,a13=13,a14=14,a15=15,a16=16,a17=17)
big=[x,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32]
bigd={x:1,1:2,2:3,3:4,4:5,5:6,6:7,7:8,8:9,9:10,10:11,11:12,12:13,13:14,14:15,15:16,16:17,17:18,18:19,19:20,x:x,y:y}
fs=f"{x}{y}{z}{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{a}{b}{c}{d}{e}"
fs2=f"{x!r}{y!s:>10}{z!a:{w}}{{}}" f"abc" "def"; fs3=f"{x=}"; fs4=f""; fs5=f"abc"; fs6=f"{x}"
(lambda: (yield))(); (lambda x, /, y=1, *, z=2, **k: x)()
(x.
  y
   .z())
x.aaaa.\
 bbbb = 3
x.aaaa.\
  cc += 4
