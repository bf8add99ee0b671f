"""Regular expressions: flags, limits, the error."""

import enum

__all__ = ['error', 'RegexFlag', 'MAXREPEAT', 'MAXGROUPS', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'UNICODE', 'VERBOSE',
           'DEBUG', 'ASCII', 'TEMPLATE']

MAXREPEAT, MAXGROUPS = 4294967295, 1073741823
TEMPLATE, IGNORECASE, LOCALE, MULTILINE, DOTALL, UNICODE, VERBOSE, DEBUG, ASCII = (1 << i for i in range(9))


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """How a pattern is read and matched."""

    __module__ = 're'
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class error(Exception):
    """A pattern that is not well-formed: msg, pattern, pos, lineno, colno."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = f'{msg} at position {pos}'
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)
