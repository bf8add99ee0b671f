import io
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
name = 'file_objects_test.txt'
with open(name, 'w') as f: print(f.write('one\ntwo\n'), f.writelines(['three\n', 'f\xfcnf']), f.tell(), f.readable(), f.writable(), f.name == name, f.mode, f.closed); tries(f.read)
print(f.closed); tries(lambda: f.write('x'), lambda: f.read())
with open(name) as f: print(f.read()); print(repr(f.read()), f.tell())
with open(name) as f: print(list(f), f.encoding, f.errors)
with open(name, encoding='utf-8') as f: print(f.readline(), f.read(3), f.readlines(), repr(f)); f.seek(0); print(next(f)); tries(lambda: f.write('x'), lambda: f.seek(1, 1))
with open(name, 'rb') as f: print(f.read(5), f.readline(), f.tell(), f.seek(-3, 2), f.read(), repr(f)[:30]); tries(lambda: f.write(b'x'))
with open(name, 'a') as f: f.write('\nmore')
with open(name, 'r+') as f: f.write('ONE'); f.seek(0); print(f.read())
with open(name, 'wb') as f: print(f.write(b'a\r\nb\rc\n')); tries(lambda: f.write('x'))
print(open(name).read().encode(), open(name, newline='').read().encode(), open(name).readlines(), open(name, newline='\n').readlines())
tries(lambda: open('/nonexistent/x'), lambda: open(name, 'x'), lambda: open('/tmp'), lambda: open(name, 'q'), lambda: open(name, 'rw'), lambda: open(name, 'tb'), lambda: open(name, 'rb', encoding='utf-8'), lambda: open(name, ''), lambda: open(1.5), lambda: open('a\0b'))
f = open(name, 'w'); f.write('kept'); del f; print(open(name).read())
with open(name, 'w') as f: print('printed', 1, file=f)
print(open(name).read(), type(open(name)), type(open(name, 'rb')), type(open(name, 'wb')))
try:
    with open(name, 'w') as f: 1 / 0
except ZeroDivisionError: print(f.closed)
with open(name, 'w') as f:
    for i in range(3000): f.write('line %d\n' % i)
print(sum(len(l) for l in open(name)), len(open(name).readlines(100)))
s = io.StringIO('ab\ncd'); print(s.read(1), s.readline(), s.read(), s.getvalue(), s.tell()); s.write('!'); s.seek(0); print(list(s)); s.close(); tries(s.read)
b = io.BytesIO(); b.write(b'xyz'); b.seek(1); print(b.read(), b.getvalue(), b.read()); tries(lambda: b.write('x'), lambda: io.StringIO().write(1), lambda: io.StringIO(5))
with io.StringIO() as o: print('hi', file=o); print(repr(o.getvalue()))
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
open(name, 'w').close()
