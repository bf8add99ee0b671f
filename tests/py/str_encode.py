for t in ('abc', 'é', '日本', '😀', '\x00'):
    print(t.encode(), t.encode('utf-16-le'), t.encode('utf-32-be'), len(t.encode('utf-16')), t.encode('ascii', 'replace'), t.encode('latin-1', 'ignore'),
          t.encode('ascii', 'backslashreplace'), t.encode('ascii', 'xmlcharrefreplace'))
print(b'abc'.decode(), b'\xc3\xa9'.decode('utf-8'), b'\xe9'.decode('latin-1'), b'a\xffb'.decode('utf-8', 'replace'), b'a\xffb'.decode('ascii', 'ignore'), b'\xff'.decode('utf-8', 'backslashreplace'), ascii(b'\xff'.decode('utf-8', 'surrogateescape')))
print(str(b'abc', 'ascii'), str(b'abc'), str(object=5), str(), bytes('é', 'utf8'), ascii('é日😀'), repr('é\n\x01\u200b\ud800'), repr("a'b"), repr('a"b'), repr('a\'"b'), repr('\\'))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: 'é'.encode('ascii'))
attempt(lambda: 'aéé'.encode('ascii'))
attempt(lambda: '日'.encode('latin-1'))
attempt(lambda: '\ud800'.encode())
attempt(lambda: b'\xff'.decode())
attempt(lambda: b'a\xc3'.decode())
attempt(lambda: b'\xe9\x61'.decode('utf-8'))
attempt(lambda: b'\x80'.decode('ascii'))
attempt(lambda: 'a'.encode('nothing'))
attempt(lambda: 'é'.encode('ascii', 'nothing'))
attempt(lambda: str(5, 'ascii'))
attempt(lambda: str('x', 'ascii'))
attempt(lambda: 'a'.encode(1))
try:
    'xé'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
