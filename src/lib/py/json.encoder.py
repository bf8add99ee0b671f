"""Writing JSON.  See RFC 8259."""

__all__ = ['JSONEncoder']

_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}
_INFINITY = float('inf')


def _quote(s, ascii_only):
    """A string between quotes."""
    if s.isascii() and s.isprintable() and '"' not in s and '\\' not in s:
        return '"' + s + '"'
    pieces = []
    for c in s:
        n = ord(c)
        if c in _ESCAPES:
            c = _ESCAPES[c]
        elif n < 0x20 or (ascii_only and 0x7e < n < 0x10000):
            c = f'\\u{n:04x}'
        elif ascii_only and n > 0xffff:
            n -= 0x10000
            c = f'\\u{0xd800 | n >> 10:04x}\\u{0xdc00 | n & 0x3ff:04x}'
        pieces.append(c)
    return '"' + ''.join(pieces) + '"'


class JSONEncoder:
    """Writes values; default() is asked for what JSON has no form for."""

    item_separator, key_separator = ', ', ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """A value to be written in place of [o]."""
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        """The text of a value."""
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        return ''.join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The text of a value, piece by piece."""
        indent = ' ' * self.indent if isinstance(self.indent, int) else self.indent
        return self._value(o, {} if self.check_circular else None, indent, 0)

    def _float(self, o):
        """The text of a float; JSON itself knows no infinity."""
        if o != o:
            text = 'NaN'
        elif o in (_INFINITY, -_INFINITY):
            text = 'Infinity' if o > 0 else '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            shown = ': ' + repr(o) if self.indent is not None else ''
            raise ValueError('Out of range float values are not JSON compliant' + shown)
        return text

    def _simple(self, o):
        """The text of what holds no other values; None for all else."""
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        if o is None:
            return 'null'
        if o is True or o is False:
            return 'true' if o else 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        return self._float(o) if isinstance(o, float) else None

    def _value(self, o, seen, indent, level):
        text = self._simple(o)
        if text is not None:
            yield text
            return
        if seen is not None:
            if id(o) in seen:
                raise ValueError('Circular reference detected')
            seen[id(o)] = o
        if isinstance(o, (list, tuple)):
            yield from self._inside('[', ']', (((), value) for value in o), len(o), seen, indent, level)
        elif isinstance(o, dict):
            yield from self._inside('{', '}', self._items(o), len(o), seen, indent, level)
        else:
            yield from self._value(self.default(o), seen, indent, level)
        if seen is not None:
            del seen[id(o)]

    def _items(self, o):
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if not isinstance(key, str):
                if not (key is None or isinstance(key, (int, float))):
                    if self.skipkeys:
                        continue
                    raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')
                key = self._simple(key)
            yield (_quote(key, self.ensure_ascii), self.key_separator), value

    def _inside(self, left, right, items, count, seen, indent, level):
        """Items between brackets; each with what stands before its value."""
        if not count:
            yield left + right
            return
        newline = '' if indent is None else '\n' + indent * (level + 1)
        separator, first = left + newline, True
        for head, value in items:
            text = None if head else self._simple(value)
            if text is not None:
                yield separator + text
            else:
                yield separator
                yield from head
                yield from self._value(value, seen, indent, level + 1)
            separator, first = self.item_separator + newline, False
        if first:
            yield left
        elif indent is not None:
            yield '\n' + indent * level
        yield right
