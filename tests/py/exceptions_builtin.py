tests = [BaseException, Exception, ArithmeticError, AssertionError, AttributeError, BufferError, EOFError, FloatingPointError, GeneratorExit, ImportError, ModuleNotFoundError, IndexError, KeyError, KeyboardInterrupt, LookupError, MemoryError, NameError, NotImplementedError, OSError, OverflowError, RecursionError, ReferenceError, RuntimeError, StopAsyncIteration, StopIteration, SyntaxError, IndentationError, TabError, SystemError, SystemExit, TypeError, UnboundLocalError, UnicodeError, ValueError, ZeroDivisionError, Warning, UserWarning, DeprecationWarning, RuntimeWarning, SyntaxWarning, FutureWarning, PendingDeprecationWarning, ImportWarning, UnicodeWarning, BytesWarning, ResourceWarning, EncodingWarning, BlockingIOError, ChildProcessError, ConnectionError, BrokenPipeError, ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError, FileExistsError, FileNotFoundError, InterruptedError, IsADirectoryError, NotADirectoryError, PermissionError, ProcessLookupError, TimeoutError]
for t in tests:
    print(t.__name__, t.__base__.__name__, repr(t()), repr(str(t('a'))), repr(t('a')), t('a').args)
print(StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, KeyError('a', 'b'), str(KeyError()), str(KeyError(1)))
e = OSError(2, 'No such file', 'name.txt')
print(type(e).__name__, e.errno, e.strerror, e.filename, str(e), repr(e), e.args, OSError is IOError, EnvironmentError is OSError, str(OSError(5, 'x')), type(OSError(13, 'x')).__name__, str(OSError(2, 'a', 'b', None, 'c')))
e = ImportError('msg', name='n', path='p')
print(e.name, e.path, e.msg, str(e), NameError('x', name='y').name, AttributeError('x', name='y', obj=5).obj)
e = SyntaxError('bad', ('file.py', 3, 5, 'text here', 3, 9))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, str(e), repr(e))
e = UnicodeDecodeError('utf-8', b'ab\xff', 2, 3, 'why')
print(e.encoding, e.object, e.start, e.end, e.reason, str(e))
print(UnicodeEncodeError('ascii', 'aé', 1, 2, 'why'), UnicodeTranslateError('aé', 1, 2, 'why'))
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
attempt(lambda: UnicodeDecodeError('a'))
attempt(lambda: ImportError(foo=1))
attempt(lambda: NameError(foo=1))
attempt(lambda: SyntaxError('a', 5))
attempt(lambda: SyntaxError('a', (1, 2)))
