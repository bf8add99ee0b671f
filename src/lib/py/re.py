"""Regular expressions."""

import functools
from _re import search as _search
from re import _compiler, _parser
from re._constants import *
from re._constants import RegexFlag, error
from types import GenericAlias, MappingProxyType

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'template',
           'escape', 'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE',
           'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG', 'RegexFlag']

globals().update(RegexFlag.__members__)
_PREFIX, _WHOLE, _ADVANCE, _ASCII_CASE = 1, 2, 4, 8
_FAR = (1 << 63) - 1
_secret = object()


class Pattern:
    """A compiled regular expression."""

    __module__ = 're'
    __slots__ = ('pattern', 'flags', 'groups', '_names', '_code', '_loops', '_mode', '__weakref__')

    def __new__(cls, key=None, *parts):
        if key is not _secret:
            raise TypeError("cannot create 're.Pattern' instances")
        self = object.__new__(cls)
        for name, part in zip(('pattern', '_code', 'flags', 'groups', '_names', '_loops'), parts):
            object.__setattr__(self, name, part)
        object.__setattr__(self, '_mode', 0 if self.flags & UNICODE else _ASCII_CASE)
        return self

    def __setattr__(self, name, value):
        if name in ('pattern', 'flags', 'groups', 'groupindex'):
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'re.Pattern' object has no attribute {name!r}")

    __class_getitem__ = classmethod(GenericAlias)

    @property
    def groupindex(self):
        """The numbers of the named groups."""
        return MappingProxyType(self._names)

    def _run(self, string, pos, endpos, mode):
        if isinstance(string, str) != isinstance(self.pattern, str) and \
                (isinstance(string, str) or hasattr(string, '__len__') and not isinstance(self.pattern, bytes)):
            raise TypeError('cannot use a string pattern on a bytes-like object' if isinstance(self.pattern, str) else
                            'cannot use a bytes pattern on a string-like object')
        if not isinstance(string, (str, bytes, bytearray, memoryview)) and not _has_buffer(string):
            raise TypeError(f'expected string or bytes-like object, got {type(string).__name__!r}')
        return _search(self._code, string, pos, endpos, mode | self._mode, self.groups, self._loops)

    def _made(self, string, pos, endpos, mode):
        slots = self._run(string, pos, endpos, mode)
        return None if slots is None else Match(_secret, self, string, pos, endpos, slots)

    def match(self, string, pos=0, endpos=_FAR):
        """The match at pos, or None."""
        return self._made(string, pos, endpos, _PREFIX)

    def fullmatch(self, string, pos=0, endpos=_FAR):
        """The match of all from pos to endpos, or None."""
        return self._made(string, pos, endpos, _WHOLE)

    def search(self, string, pos=0, endpos=_FAR):
        """The first match, or None."""
        return self._made(string, pos, endpos, 0)

    def _all(self, string, pos=0, endpos=_FAR):
        """The slots of one match after the other."""
        mode = 0
        while True:
            slots = self._run(string, pos, endpos, mode)
            if slots is None:
                return
            yield slots
            pos = slots[1]
            mode = _ADVANCE if slots[0] == pos else 0

    def findall(self, string, pos=0, endpos=_FAR):
        """A list of all matches: of the group when there is one, of tuples when there are several."""
        groups = self.groups
        if groups == 0:
            return [_piece(string, s[0], s[1]) for s in self._all(string, pos, endpos)]
        empty = _piece(string, 0, 0)
        if groups == 1:
            return [_piece(string, s[2], s[3]) if s[3] >= 0 else empty for s in self._all(string, pos, endpos)]
        return [tuple([_piece(string, s[i], s[i + 1]) if s[i + 1] >= 0 else empty for i in range(2, 2 * groups + 2, 2)])
                for s in self._all(string, pos, endpos)]

    def finditer(self, string, pos=0, endpos=_FAR):
        """An iterator over all matches."""
        self._run(string, 0, 0, _PREFIX)
        return (Match(_secret, self, string, pos, endpos, slots) for slots in self._all(string, pos, endpos))

    scanner = None

    def split(self, string, maxsplit=0):
        """The parts between the matches, and the groups' texts."""
        parts, last = [], 0
        for slots in self._all(string):
            if maxsplit and len(parts) >= maxsplit * (self.groups + 1):
                break
            parts.append(_piece(string, last, slots[0]))
            parts += [_piece(string, slots[i], slots[i + 1]) if slots[i + 1] >= 0 else None
                      for i in range(2, 2 * self.groups + 2, 2)]
            last = slots[1]
        parts.append(_piece(string, last, len(string)))
        return parts

    def sub(self, repl, string, count=0):
        """The string with its matches replaced."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The string with its matches replaced, and how many there were."""
        if callable(repl):
            replacement = None
        else:
            escaped = ('\\' if isinstance(repl, str) else b'\\') in repl
            replacement = _template(self, repl) if escaped else [repl]
        parts, last, done = [], 0, 0
        for slots in self._all(string):
            if count and done >= count:
                break
            if last < slots[0]:
                parts.append(_piece(string, last, slots[0]))
            if replacement is None:
                made = repl(Match(_secret, self, string, 0, _FAR, slots))
                if made is not None:
                    parts.append(made)
            else:
                _fill(parts, replacement, string, slots)
            last = slots[1]
            done += 1
        if last < len(string):
            parts.append(_piece(string, last, len(string)))
        return _piece(string, 0, 0).join(parts), done

    def __repr__(self):
        flags = self.flags & ~UNICODE if isinstance(self.pattern, str) else self.flags
        text = f'{self.pattern!r:.200}'
        return f're.compile({text}, {RegexFlag(flags)!r})' if flags else f're.compile({text})'

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.flags == other.flags and type(self.pattern) is type(other.pattern) and self.pattern == other.pattern

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return compile, (self.pattern, self.flags)


def _piece(string, start, stop):
    """A part of the string; of other bytes-like objects as bytes."""
    return string[start:stop] if isinstance(string, (str, bytes)) else bytes(memoryview(string)[start:stop])


def _has_buffer(obj):
    try:
        memoryview(obj)
    except TypeError:
        return False
    return True


def _fill(parts, replacement, string, slots):
    """A template's pieces, the groups' texts among them."""
    for piece in replacement:
        if not isinstance(piece, int):
            parts.append(piece)
        elif slots[2 * piece + 1] >= 0:
            parts.append(_piece(string, slots[2 * piece], slots[2 * piece + 1]))


class Match:
    """What a pattern has found."""

    __module__ = 're'
    __slots__ = ('re', 'string', 'pos', 'endpos', '_slots')

    def __new__(cls, key=None, *parts):
        if key is not _secret:
            raise TypeError("cannot create 're.Match' instances")
        self = object.__new__(cls)
        pattern, string, pos, endpos, slots = parts
        n = len(string)
        put = object.__setattr__
        put(self, 're', pattern)
        put(self, 'string', string)
        put(self, 'pos', min(max(pos, 0), n))
        put(self, 'endpos', min(max(endpos, 0), n))
        put(self, '_slots', slots)
        return self

    def __setattr__(self, name, value):
        if name in ('re', 'string', 'pos', 'endpos', 'lastindex', 'lastgroup', 'regs'):
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'re.Match' object has no attribute {name!r}")

    __class_getitem__ = classmethod(GenericAlias)

    def _number(self, group):
        """The number of a group that is given by number or name."""
        number = -1
        if hasattr(type(group), '__index__'):
            number = group.__index__()
        else:
            try:
                number = self.re._names.get(group, -1)
            except TypeError:
                pass
        if not 0 <= number <= self.re.groups:
            raise IndexError('no such group')
        return number

    def _text(self, number, default=None):
        slots = self._slots
        return _piece(self.string, slots[2 * number], slots[2 * number + 1]) if slots[2 * number + 1] >= 0 else default

    def group(self, *groups):
        """The text of a group, or a tuple of several."""
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._number(groups[0]))
        return tuple([self._text(self._number(g)) for g in groups])

    def __getitem__(self, group):
        return self._text(self._number(group))

    def groups(self, default=None):
        """The texts of all groups."""
        return tuple([self._text(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        """The texts of the named groups."""
        return {name: self._text(number, default) for name, number in self.re._names.items()}

    def span(self, group=0, /):
        """Where a group begins and ends; -1, -1 when it has not matched."""
        number = self._number(group)
        if self._slots[2 * number + 1] < 0:
            return -1, -1
        return self._slots[2 * number], self._slots[2 * number + 1]

    def start(self, group=0, /):
        """Where a group begins."""
        return self.span(group)[0]

    def end(self, group=0, /):
        """Where a group ends."""
        return self.span(group)[1]

    def expand(self, template):
        """The template with the groups' texts filled in."""
        parts = []
        _fill(parts, _template(self.re, template), self.string, self._slots)
        return template[:0].join(parts)

    @property
    def lastindex(self):
        """The number of the group that was closed last."""
        return self._slots[-1] if self._slots[-1] > 0 else None

    @property
    def lastgroup(self):
        """The name of the group that was closed last."""
        return next((name for name, number in self.re._names.items() if number == self.lastindex), None)

    @property
    def regs(self):
        """The spans of all groups."""
        return tuple([self.span(i) for i in range(self.re.groups + 1)])

    def __repr__(self):
        return f'<re.Match object; span={self.span()!r}, match={self.group()!r:.50}>'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _Scanner:
    """Matches or searches on from where the last match ended."""

    def __init__(self, pattern, string, pos, endpos):
        self.pattern, self._string, self._pos, self._endpos, self._mode = pattern, string, pos, endpos, 0

    def _next(self, mode):
        if self._pos is None:
            return None
        found = self.pattern._made(self._string, self._pos, self._endpos, mode | self._mode)
        self._pos = None if found is None else found.end()
        self._mode = _ADVANCE
        return found

    def match(self):
        return self._next(_PREFIX)

    def search(self):
        return self._next(0)


Pattern.scanner = lambda self, string, pos=0, endpos=_FAR: _Scanner(self, string, pos, endpos)
_cache = {}
_CACHE_MAX = 512


def _compiled(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError('first argument must be string or compiled pattern')
    made = Pattern(_secret, pattern, *_compiler.compile(pattern, flags))
    if not flags & DEBUG:
        if len(_cache) >= _CACHE_MAX:
            del _cache[next(iter(_cache))]
        _cache[key] = made
    return made


@functools.lru_cache(_CACHE_MAX)
def _template(pattern, repl):
    return _parser.parse_template(repl, pattern.groups, pattern._names)


def compile(pattern, flags=0):
    """A Pattern object."""
    return _compiled(pattern, flags)


def match(pattern, string, flags=0):
    """The match at the start of the string, or None."""
    return _compiled(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """The match of the whole string, or None."""
    return _compiled(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match, or None."""
    return _compiled(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with its matches replaced."""
    return _compiled(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """The string with its matches replaced, and how many there were."""
    return _compiled(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The parts between the matches."""
    return _compiled(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """A list of all matches."""
    return _compiled(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compiled(pattern, flags).finditer(string)


def purge():
    """Forget the patterns compiled so far."""
    _cache.clear()
    _template.cache_clear()


_SPECIAL = {i: '\\' + chr(i) for i in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, 'latin1').translate(_SPECIAL).encode('latin1')
