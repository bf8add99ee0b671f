import sys
rc = sys.getrefcount
exec("p = 4000; q = 4000; print(p is q, rc(p), rc(4000))")
print(eval("rc(5000)"))
exec(compile("p = 4001; print(rc(p), rc(4001))", 'f', 'exec'))
print(eval(compile("rc(5001)", 'f', 'eval')))
exec("def f():\n  v = 77777\n  return rc(v)\nprint(f())")
print(f())
