"""Streams: files, and text and bytes in memory that behave as files."""

from _io import (BlockingIOError, BufferedRandom, BufferedReader, BufferedWriter, TextIOWrapper, UnsupportedOperation, open)

__all__ = ['BlockingIOError', 'open', 'StringIO', 'BytesIO', 'UnsupportedOperation', 'BufferedReader', 'BufferedWriter',
           'BufferedRandom', 'TextIOWrapper', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END', 'DEFAULT_BUFFER_SIZE']

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class _Memory:
    """A stream over self._data, a str or bytes that grows with what is written."""

    def _open(self):
        if self._data is None:
            raise ValueError('I/O operation on closed file' + ('.' if isinstance(self, BytesIO) else ''))

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    @property
    def closed(self):
        return self._data is None

    def close(self):
        self._data = None

    def flush(self):
        self._open()

    def isatty(self):
        self._open()
        return False

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def getvalue(self):
        self._open()
        return self._data

    def tell(self):
        self._open()
        return self._pos

    def seek(self, pos, whence=0, /):
        self._open()
        if whence == 0 and pos < 0:
            raise ValueError(('Negative seek position %d' if isinstance(self, StringIO) else 'negative seek value %d') % pos)
        if whence and pos and isinstance(self, StringIO):
            raise OSError("Can't do nonzero cur-relative seeks")
        base = {0: 0, 1: self._pos, 2: len(self._data)}.get(whence)
        if base is None:
            raise ValueError('Invalid whence (%d, should be 0, 1 or 2)' % whence)
        self._pos = max(0, base + pos)
        return self._pos

    def read(self, size=-1, /):
        self._open()
        end = len(self._data) if size is None or size < 0 else self._pos + size
        piece = self._data[self._pos:end]
        self._pos += len(piece)
        return piece

    def readline(self, size=-1, /):
        self._open()
        end = self._data.find(self._newline, self._pos) + 1 or len(self._data)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        piece = self._data[self._pos:end]
        self._pos += len(piece)
        return piece

    def readlines(self, hint=-1, /):
        lines, seen = [], 0
        for line in self:
            lines.append(line)
            seen += len(line)
            if hint is not None and 0 < hint <= seen:
                break
        return lines

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def truncate(self, size=None, /):
        self._open()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError('Negative size value %d' % size)
        self._data = self._data[:size]
        return size

    def _put(self, piece):
        gap = self._pos - len(self._data)
        before = self._data + self._zero * gap if gap > 0 else self._data[:self._pos]
        self._data = before + piece + self._data[self._pos + len(piece):]
        self._pos += len(piece)


class StringIO(_Memory):
    """Text I/O implementation using an in-memory buffer."""

    _newline, _zero = '\n', '\0'

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._data = initial_value or ''
        if newline is None:
            self._data = self._data.replace('\r\n', '\n').replace('\r', '\n')
        self._pos = 0

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'string argument expected, got {type(text).__name__!r}')
        self._open()
        if text:
            self._put(text)
        return len(text)


class BytesIO(_Memory):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    _newline, _zero = b'\n', b'\0'

    def __init__(self, initial_bytes=b''):
        self._data = bytes(initial_bytes) if initial_bytes is not None else b''
        self._pos = 0

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._open()
        data = bytes(data)
        if data:
            self._put(data)
        return len(data)

    read1 = _Memory.read

    def getbuffer(self):
        self._open()
        return memoryview(self._data)
