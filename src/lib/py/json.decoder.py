"""Reading JSON.  See RFC 8259."""

__all__ = ['JSONDecoder', 'JSONDecodeError']

_MEANINGS = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_BLANKS = ' \t\n\r'
_WORDS = {'null': None, 'true': True, 'false': False}
_CONSTANTS = {'NaN': float('nan'), 'Infinity': float('inf'), '-Infinity': -float('inf')}


class JSONDecodeError(ValueError):
    """Where in a document something else was expected: msg, doc, pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _skip(s, i):
    while i < len(s) and s[i] in _BLANKS:
        i += 1
    return i


def _scan_string(s, i, strict):
    """The string whose first character is s[i]; answers it and the index behind its closing quote."""
    pieces, begin = [], i - 1
    while True:
        stop = i
        while stop < len(s) and s[stop] not in '"\\' and (s[stop] >= ' ' or not strict):
            stop += 1
        pieces.append(s[i:stop])
        if stop >= len(s):
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if s[stop] == '"':
            return ''.join(pieces), stop + 1
        if s[stop] != '\\':
            raise JSONDecodeError('Invalid control character at', s, stop)
        if stop + 1 >= len(s):
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if s[stop + 1] == 'u':
            char, i = _scan_escape(s, stop + 2)
        elif s[stop + 1] in _MEANINGS:
            char, i = _MEANINGS[s[stop + 1]], stop + 2
        else:
            raise JSONDecodeError('Invalid \\escape', s, stop)
        pieces.append(char)


def _hex4(s, i):
    digits = s[i:i + 4]
    if len(digits) != 4 or not all(c in '0123456789abcdefABCDEF' for c in digits):
        raise JSONDecodeError('Invalid \\uXXXX escape', s, i - 1)
    return int(digits, 16)


def _scan_escape(s, i):
    """The character of four hexadecimal digits at i, or of two such escapes when they are a pair of surrogates."""
    first, i = _hex4(s, i), i + 4
    if 0xd800 <= first < 0xdc00 and s[i:i + 2] == '\\u':
        second = _hex4(s, i + 2)
        if 0xdc00 <= second < 0xe000:
            return chr(0x10000 + (first - 0xd800 << 10) + second - 0xdc00), i + 6
    return chr(first), i


def _digits(s, i):
    while i < len(s) and '0' <= s[i] <= '9':
        i += 1
    return i


def _scan_number(d, s, start):
    i = start + (s[start] == '-')
    if s.startswith('0', i):
        stop = i + 1
    else:
        stop = _digits(s, i)
    if stop == i:
        raise StopIteration(start)
    whole = stop
    if s.startswith('.', stop) and _digits(s, stop + 1) > stop + 1:
        stop = _digits(s, stop + 1)
    if stop < len(s) and s[stop] in 'eE':
        i = stop + 1 + (s[stop + 1:stop + 2] in ('+', '-'))
        stop = _digits(s, i) if _digits(s, i) > i else stop
    return (d.parse_int if stop == whole else d.parse_float)(s[start:stop]), stop


def _scan_object(d, s, i, memo):
    pairs, i = [], _skip(s, i)
    if s.startswith('}', i):
        return _made_object(d, pairs), i + 1
    while True:
        if not s.startswith('"', i):
            raise JSONDecodeError('Expecting property name enclosed in double quotes', s, i)
        key, i = _scan_string(s, i + 1, d.strict)
        i = _skip(s, i)
        if not s.startswith(':', i):
            raise JSONDecodeError("Expecting ':' delimiter", s, i)
        value, i = _scan_inner(d, s, _skip(s, i + 1), memo)
        pairs.append((memo.setdefault(key, key), value))
        i = _skip(s, i)
        if s.startswith('}', i):
            return _made_object(d, pairs), i + 1
        if not s.startswith(',', i):
            raise JSONDecodeError("Expecting ',' delimiter", s, i)
        i = _skip(s, i + 1)


def _made_object(d, pairs):
    if d.object_pairs_hook is not None:
        return d.object_pairs_hook(pairs)
    return dict(pairs) if d.object_hook is None else d.object_hook(dict(pairs))


def _scan_array(d, s, i, memo):
    items, i = [], _skip(s, i)
    if s.startswith(']', i):
        return items, i + 1
    while True:
        value, i = _scan_inner(d, s, i, memo)
        items.append(value)
        i = _skip(s, i)
        if s.startswith(']', i):
            return items, i + 1
        if not s.startswith(',', i):
            raise JSONDecodeError("Expecting ',' delimiter", s, i)
        i = _skip(s, i + 1)


def _scan_inner(d, s, i, memo):
    try:
        return _scan(d, s, i, memo)
    except StopIteration as stop:
        raise JSONDecodeError('Expecting value', s, stop.value) from None


def _scan(d, s, i, memo):
    """The value at s[i] and the index behind it; StopIteration(i) when there is none."""
    c = s[i:i + 1]
    if c == '"':
        return _scan_string(s, i + 1, d.strict)
    if c == '{':
        return _scan_object(d, s, i + 1, memo)
    if c == '[':
        return _scan_array(d, s, i + 1, memo)
    for word, value in _WORDS.items():
        if s.startswith(word, i):
            return value, i + len(word)
    for word in _CONSTANTS:
        if s.startswith(word, i):
            return d.parse_constant(word), i + len(word)
    if c == '-' or (c and '0' <= c <= '9'):
        return _scan_number(d, s, i)
    raise StopIteration(i)


class JSONDecoder:
    """Reads documents; its parameters say what becomes of objects, numbers and constants."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__

    def decode(self, s):
        """The value of a whole document."""
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that begins at idx, and the index behind it."""
        try:
            return _scan(self, s, idx, {})
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None


