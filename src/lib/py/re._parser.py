"""Regular expressions: from text to a tree.

   Nodes are tuples, the kind first:
     ('literal', code)  ('any',)  ('set', negated, items)  ('at', place)  ('group', number or None, on, off, node)
     ('reference', number)  ('sequence', nodes)  ('branch', nodes)  ('repeat', least, most, mode, node)
     ('look', behind, negated, node)  ('atomic', node)  ('if', number, yes, no)
   Items of a set: ('char', code), ('range', low, high), ('category', name).
"""

from re._constants import *

_SPECIAL, _REPEAT, _BLANKS = '.\\[{()*+?^$|', '*+?{', ' \t\n\r\x0b\x0c'
_DIGITS, _OCTAL, _HEX, _LETTERS = set('0123456789'), set('01234567'), set('0123456789abcdefABCDEF'), \
    set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
_ESCAPES = {'\\a': 7, '\\b': 8, '\\f': 12, '\\n': 10, '\\r': 13, '\\t': 9, '\\v': 11, '\\\\': 92}
_CATEGORIES = {'\\A': ('at', 'start'), '\\b': ('at', 'boundary'), '\\B': ('at', 'not boundary'), '\\Z': ('at', 'very end'),
               '\\d': 'digit', '\\D': 'not digit', '\\s': 'space', '\\S': 'not space', '\\w': 'word', '\\W': 'not word'}
_FLAGS = {'i': IGNORECASE, 'L': LOCALE, 'm': MULTILINE, 's': DOTALL, 'x': VERBOSE, 'a': ASCII, 'u': UNICODE}
_TYPE_FLAGS, _GLOBAL_FLAGS = ASCII | LOCALE | UNICODE, DEBUG


class _Verbose(Exception):
    """(?x) stands in the pattern: it is read once more."""


class State:
    """What is known of the whole pattern while it is read."""

    def __init__(self, flags, source):
        self.flags, self.source = flags, source
        self.names, self.widths = {}, [None]  # of the groups; a width is None while the group is open
        self.lookbehind_groups = None
        self.references = {}  # to groups that come later: where they are

    @property
    def groups(self):
        return len(self.widths)

    def open(self, name):
        number = self.groups
        self.widths.append(None)
        if number > MAXGROUPS:
            raise error('too many groups')
        if name is not None:
            if name in self.names:
                raise self.source.error(f'redefinition of group name {name!r} as group {number}; was group {self.names[name]}',
                                        len(name) + 1)
            self.names[name] = number
        return number

    def close(self, number, node):
        self.widths[number] = width_of(node, self)

    def is_closed(self, number):
        return number < self.groups and self.widths[number] is not None

    def check_lookbehind(self, number):
        if self.lookbehind_groups is None:
            return
        if not self.is_closed(number):
            raise self.source.error('cannot refer to an open group')
        if number >= self.lookbehind_groups:
            raise self.source.error('cannot refer to group defined in the same lookbehind subpattern')


class Source:
    """The pattern, an escape at a time."""

    def __init__(self, pattern):
        self.is_text = isinstance(pattern, str)
        self.pattern = pattern
        self.text = pattern if self.is_text else str(pattern, 'latin1')
        self.index, self.next = 0, None
        self.advance()

    def advance(self):
        if self.index >= len(self.text):
            self.next = None
            return
        char = self.text[self.index]
        if char == '\\':
            if self.index + 1 >= len(self.text):
                raise error('bad escape (end of pattern)', self.pattern, len(self.text) - 1)
            char += self.text[self.index + 1]
        self.index += len(char)
        self.next = char

    def match(self, char):
        if char != self.next:
            return False
        self.advance()
        return True

    def get(self):
        this = self.next
        self.advance()
        return this

    def get_while(self, most, charset):
        result = ''
        while len(result) < most and self.next in charset and self.next is not None:
            result += self.get()
        return result

    def get_until(self, terminator, what):
        result = ''
        while True:
            char = self.get()
            if char is None:
                if not result:
                    raise self.error('missing ' + what)
                raise self.error(f'missing {terminator}, unterminated name', len(result))
            if char == terminator:
                if not result:
                    raise self.error('missing ' + what, 1)
                return result
            result += char

    @property
    def position(self):
        return self.index - len(self.next or '')

    def seek(self, index):
        self.index = index
        self.advance()

    def error(self, message, offset=0):
        if not self.is_text:
            message = message.encode('ascii', 'backslashreplace').decode('ascii')
        return error(message, self.pattern, self.position - offset)

    def check_name(self, name, offset):
        if not name.isidentifier():
            raise self.error('bad character in group name %s' % (repr(name) if self.is_text else ascii(name)), len(name) + offset)


# ---- widths ----------------------------------------------------------------------------------------------------------

def width_of(node, state):
    """The least and the greatest number of characters that a node matches."""
    kind = node[0]
    if kind in ('literal', 'any', 'set'):
        return 1, 1
    if kind == 'sequence':
        widths = [width_of(n, state) for n in node[1]]
        return min(sum(w[0] for w in widths), MAXREPEAT), min(sum(w[1] for w in widths), MAXREPEAT)
    if kind == 'branch':
        widths = [width_of(n, state) for n in node[1]]
        return min(w[0] for w in widths), max(w[1] for w in widths)
    if kind == 'group':
        return width_of(node[4], state)
    if kind == 'atomic':
        return width_of(node[1], state)
    if kind == 'repeat':
        low, high = width_of(node[4], state)
        return min(low * node[1], MAXREPEAT), min(high * node[2], MAXREPEAT)
    if kind == 'reference':
        return state.widths[node[1]]
    if kind == 'if':
        yes, no = width_of(node[2], state), width_of(node[3], state) if node[3] else (0, 0)
        return min(yes[0], no[0]), max(yes[1], no[1])
    return 0, 0


# ---- escapes -----------------------------------------------------------------------------------------------------------

def _code_of(source, escape):
    """The character of \\x, \\u, \\U and \\N escapes; None: it is another one."""
    kind = escape[1:2]
    digits = {'x': 2, 'u': 4, 'U': 8}.get(kind)
    if digits and (kind == 'x' or source.is_text):
        escape += source.get_while(digits, _HEX)
        if len(escape) != digits + 2:
            raise source.error(f'incomplete escape {escape}', len(escape))
        code = int(escape[2:], 16)
        if code > 0x10ffff:
            raise source.error(f'bad escape {escape}', len(escape))
        return code
    if kind == 'N' and source.is_text:
        if not source.match('{'):
            raise source.error('missing {')
        name = source.get_until('}', 'character name')
        try:
            return ord(eval(f'"\\N{{{name}}}"'))
        except (SyntaxError, TypeError):
            raise source.error(f'undefined character name {name!r}', len(name) + len(r'\N{}')) from None
    return None


def _octal(source, escape):
    code = int(escape[1:], 8)
    if code > 0o377:
        raise source.error(f'octal escape value {escape} outside of range 0-0o377', len(escape))
    return code


def _class_escape(source, escape):
    """An escape between brackets, as an item of the set."""
    if escape in _ESCAPES:
        return 'char', _ESCAPES[escape]
    if isinstance(_CATEGORIES.get(escape), str):
        return 'category', _CATEGORIES[escape]
    code = _code_of(source, escape)
    if code is None and escape[1] in _OCTAL:
        code = _octal(source, escape + source.get_while(2, _OCTAL))
    elif code is None and (escape[1] in _DIGITS or escape[1] in _LETTERS):
        raise source.error(f'bad escape {escape}', len(escape))
    return 'char', ord(escape[1]) if code is None else code


def _escape(source, escape, state):
    """An escape outside brackets, as a node."""
    found = _CATEGORIES.get(escape)
    if found:
        return found if isinstance(found, tuple) else ('set', False, [('category', found)])
    if escape in _ESCAPES:
        return 'literal', _ESCAPES[escape]
    code = _code_of(source, escape)
    if code is not None:
        return 'literal', code
    if escape[1] == '0':
        return 'literal', int((escape + source.get_while(2, _OCTAL))[1:], 8)
    if escape[1] in _DIGITS:
        if source.next in _DIGITS and source.next is not None:
            escape += source.get()
            if escape[1] in _OCTAL and escape[2] in _OCTAL and source.next in _OCTAL and source.next is not None:
                return 'literal', _octal(source, escape + source.get())
        number = int(escape[1:])
        if number >= state.groups:
            raise source.error(f'invalid group reference {number}', len(escape) - 1)
        if not state.is_closed(number):
            raise source.error('cannot refer to an open group', len(escape))
        state.check_lookbehind(number)
        return 'reference', number
    if escape[1] in _LETTERS:
        raise source.error(f'bad escape {escape}', len(escape))
    return 'literal', ord(escape[1])


# ---- the grammar -------------------------------------------------------------------------------------------------------

def _alternatives(source, state, verbose, nested):
    """Sequences with | between them."""
    nodes = []
    while True:
        nodes.append(_sequence(source, state, verbose, nested + 1, not nested and not nodes))
        if not source.match('|'):
            break
    return nodes[0] if len(nodes) == 1 else ('branch', nodes)


def _set(source):
    """What stands between brackets."""
    start, items = source.position - 1, []
    negated = source.match('^')
    while True:
        this = source.get()
        if this is None:
            raise source.error('unterminated character set', source.position - start)
        if this == ']' and items:
            break
        first = _class_escape(source, this) if this[0] == '\\' else ('char', ord(this))
        if not source.match('-'):
            items.append(first)
            continue
        that = source.get()
        if that is None:
            raise source.error('unterminated character set', source.position - start)
        if that == ']':
            items += [first, ('char', ord('-'))]
            break
        last = _class_escape(source, that) if that[0] == '\\' else ('char', ord(that))
        if first[0] != 'char' or last[0] != 'char' or last[1] < first[1]:
            raise source.error(f'bad character range {this}-{that}', len(this) + 1 + len(that))
        items.append(('range', first[1], last[1]))
    items = [item for i, item in enumerate(items) if item not in items[:i]]
    if len(items) == 1 and items[0][0] == 'char' and not negated:
        return 'literal', items[0][1]
    return 'set', negated, items


def _limits(source, this, here):
    """The least and greatest number of repetitions; None: the brace is a character."""
    if this != '{':
        return {'?': (0, 1), '*': (0, MAXREPEAT), '+': (1, MAXREPEAT)}[this]
    if source.next == '}':
        return None
    low, high = source.get_while(len(source.text), _DIGITS), None
    if source.match(','):
        high = source.get_while(len(source.text), _DIGITS)
    else:
        high = low
    if not source.match('}'):
        source.seek(here)
        return None
    least, most = int(low or 0), int(high) if high else MAXREPEAT
    if least >= MAXREPEAT or (high and most >= MAXREPEAT):
        raise OverflowError('the repetition number is too large')
    if most < least:
        raise source.error('min repeat greater than max repeat', source.position - here)
    return least, most


def _repeat(source, this, nodes):
    """A repetition of the newest node; False: the brace is a character."""
    here = source.position
    limits = _limits(source, this, here)
    if limits is None:
        return False
    item = nodes[-1] if nodes else None
    if item is None or item[0] == 'at':
        raise source.error('nothing to repeat', source.position - here + len(this))
    if item[0] == 'repeat':
        raise source.error('multiple repeat', source.position - here + len(this))
    if item[0] == 'group' and item[1] is None and not item[2] and not item[3]:
        item = item[4]
    mode = 'lazy' if source.match('?') else 'possessive' if source.match('+') else 'greedy'
    nodes[-1] = 'repeat', *limits, mode, item
    return True


def _sequence(source, state, verbose, nested, first=False):
    nodes = []
    while source.next is not None and source.next not in '|)':
        this = source.get()
        if verbose and this in _BLANKS:
            continue
        if verbose and this == '#':
            while (char := source.get()) not in (None, '\n'):
                pass
            continue
        if this[0] == '\\':
            nodes.append(_escape(source, this, state))
        elif this not in _SPECIAL:
            nodes.append(('literal', ord(this)))
        elif this == '[':
            nodes.append(_set(source))
        elif this in _REPEAT:
            if not _repeat(source, this, nodes):
                nodes.append(('literal', ord(this)))
        elif this == '.':
            nodes.append(('any',))
        elif this == '(':
            node = _group(source, state, verbose, nested, first and not nodes)
            if node:
                nodes.append(node)
        elif this == '^':
            nodes.append(('at', 'start line'))
        elif this == '$':
            nodes.append(('at', 'end line'))
    flat = []
    for node in nodes:
        plain = node[0] == 'group' and node[1] is None and not node[2] and not node[3] and node[4][0] == 'sequence'
        flat += node[4][1] if plain else [node]
    return 'sequence', flat


def _group(source, state, verbose, nested, at_start):
    """What an opening parenthesis begins; None: only flags or a comment."""
    start, name, number, on, off, capture = source.position - 1, None, None, 0, 0, True
    if source.match('?'):
        char = source.get()
        if char is None:
            raise source.error('unexpected end of pattern')
        if char == 'P':
            if source.match('='):
                return _named_reference(source, state)
            name = _group_name(source)
        elif char == ':':
            capture = False
        elif char == '#':
            while True:
                if source.next is None:
                    raise source.error('missing ), unterminated comment', source.position - start)
                if source.get() == ')':
                    return None
        elif char in '=!<':
            return _look(source, state, verbose, nested, start, char)
        elif char == '(':
            return _condition(source, state, verbose, nested, start)
        elif char == '>':
            node = _alternatives(source, state, verbose, nested + 1)
            _closing(source, start)
            return 'atomic', node
        elif char in _FLAGS or char == '-':
            flags = _inline_flags(source, state, char)
            if flags is None:
                if not at_start:
                    raise source.error('global flags not at the start of the expression', source.position - start)
                if state.flags & VERBOSE and not verbose:
                    raise _Verbose
                return None
            (on, off), capture = flags, False
        else:
            raise source.error('unknown extension ?' + char, len(char) + 1)
    if capture:
        number = state.open(name)
    inner = (verbose or on & VERBOSE) and not off & VERBOSE
    node = _alternatives(source, state, inner, nested + 1)
    _closing(source, start)
    if number is not None:
        state.close(number, node)
    return 'group', number, on, off, node


def _closing(source, start):
    if not source.match(')'):
        raise source.error('missing ), unterminated subpattern', source.position - start)


def _group_name(source):
    if source.match('<'):
        name = source.get_until('>', 'group name')
        source.check_name(name, 1)
        return name
    char = source.get()
    if char is None:
        raise source.error('unexpected end of pattern')
    raise source.error('unknown extension ?P' + char, len(char) + 2)


def _named_reference(source, state):
    name = source.get_until(')', 'group name')
    source.check_name(name, 1)
    number = state.names.get(name)
    if number is None:
        raise source.error(f'unknown group name {name!r}', len(name) + 1)
    if not state.is_closed(number):
        raise source.error('cannot refer to an open group', len(name) + 1)
    state.check_lookbehind(number)
    return 'reference', number


def _look(source, state, verbose, nested, start, char):
    behind = char == '<'
    if behind:
        char = source.get()
        if char is None:
            raise source.error('unexpected end of pattern')
        if char not in '=!':
            raise source.error('unknown extension ?<' + char, len(char) + 2)
        before = state.lookbehind_groups
        if before is None:
            state.lookbehind_groups = state.groups
    node = _alternatives(source, state, verbose, nested + 1)
    if behind:
        state.lookbehind_groups = before
    _closing(source, start)
    return 'look', behind, char == '!', node


def _condition(source, state, verbose, nested, start):
    """(?(group)yes|no)"""
    name = source.get_until(')', 'group name')
    if name.isidentifier():
        source.check_name(name, 1)
        number = state.names.get(name)
        if number is None:
            raise source.error(f'unknown group name {name!r}', len(name) + 1)
    else:
        try:
            number = int(name)
            if number < 0:
                raise ValueError
        except ValueError:
            raise source.error(f'bad character in group name {name!r}', len(name) + 1) from None
        if not number:
            raise source.error('bad group number', len(name) + 1)
        if number >= MAXGROUPS:
            raise source.error(f'invalid group reference {number}', len(name) + 1)
        state.references.setdefault(number, source.position - len(name) - 1)
    state.check_lookbehind(number)
    yes, no = _sequence(source, state, verbose, nested + 1), None
    if source.match('|'):
        no = _sequence(source, state, verbose, nested + 1)
        if source.next == '|':
            raise source.error('conditional backref with more than two branches')
    _closing(source, start)
    return 'if', number, yes, no


def _one_flag(source, char, on):
    """A letter of inline flags that are turned on."""
    flag = _FLAGS[char]
    if source.is_text and char == 'L':
        raise source.error("bad inline flags: cannot use 'L' flag with a str pattern")
    if not source.is_text and char == 'u':
        raise source.error("bad inline flags: cannot use 'u' flag with a bytes pattern")
    if flag & _TYPE_FLAGS and on & _TYPE_FLAGS & ~flag:
        raise source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
    return flag


def _after_flag(source, allowed):
    char = source.get()
    if char is None:
        raise source.error(f'missing {allowed}')
    if char not in _FLAGS and char not in allowed.replace(' or ', '').replace(', ', ''):
        raise source.error('unknown flag' if char.isalpha() else f'missing {allowed}', len(char))
    return char


def _inline_flags(source, state, char):
    """The flags turned on and off; None: they are for the whole pattern."""
    on = off = 0
    while char != '-':
        on |= _one_flag(source, char, on)
        char = _after_flag(source, '-, : or )')
        if char in ')-:':
            break
    if char == ')':
        state.flags |= on
        return None
    if on & _GLOBAL_FLAGS:
        raise source.error('bad inline flags: cannot turn on global flag', 1)
    if char == '-':
        char = source.get()
        if char is None:
            raise source.error('missing flag')
        if char not in _FLAGS:
            raise source.error('unknown flag' if char.isalpha() else 'missing flag', len(char))
        while True:
            flag = _FLAGS[char]
            if flag & _TYPE_FLAGS:
                raise source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            off |= flag
            char = _after_flag(source, ':')
            if char == ':':
                break
    if on & off:
        raise source.error('bad inline flags: flag turned on and off', 1)
    return on, off


def _fixed_flags(is_text, flags):
    """The flags of the whole pattern, the kind of text among them."""
    if is_text:
        if flags & LOCALE:
            raise ValueError('cannot use LOCALE flag with a str pattern')
        if flags & ASCII and flags & UNICODE:
            raise ValueError('ASCII and UNICODE flags are incompatible')
        return flags if flags & ASCII else flags | UNICODE
    if flags & UNICODE:
        raise ValueError('cannot use UNICODE flag with a bytes pattern')
    if flags & LOCALE and flags & ASCII:
        raise ValueError('ASCII and LOCALE flags are incompatible')
    return flags


def parse(pattern, flags=0):
    """The tree of a pattern, and the State with its groups and flags."""
    source = Source(pattern)
    state = State(flags, source)
    try:
        node = _alternatives(source, state, flags & VERBOSE, 0)
    except _Verbose:
        source = Source(pattern)
        state = State(flags | VERBOSE, source)
        node = _alternatives(source, state, True, 0)
    state.flags = _fixed_flags(source.is_text, state.flags)
    if source.next is not None:
        raise source.error('unbalanced parenthesis')
    for number, position in state.references.items():
        if number >= state.groups:
            raise error(f'invalid group reference {number}', pattern, position)
    return node, state


# ---- templates of replacements ------------------------------------------------------------------------------------------

def _template_group(source, groups, names):
    """The number of \\g<name>."""
    if not source.match('<'):
        raise source.error('missing <')
    name = source.get_until('>', 'group name')
    if name.isidentifier():
        source.check_name(name, 1)
        try:
            return names[name]
        except KeyError:
            raise IndexError(f'unknown group name {name!r}') from None
    try:
        number = int(name)
        if number < 0:
            raise ValueError
    except ValueError:
        raise source.error(f'bad character in group name {name!r}', len(name) + 1) from None
    if number >= MAXGROUPS or number > groups:
        raise source.error(f'invalid group reference {number}', len(name) + 1)
    return number


def parse_template(template, groups, names):
    """A list of texts and group numbers."""
    source = Source(template)
    pieces, literal = [], ''

    def put(number):
        nonlocal literal
        if number > groups:
            raise source.error(f'invalid group reference {number}', len(this) - 1)
        if literal:
            pieces.append(literal)
            literal = ''
        pieces.append(number)
    while (this := source.get()) is not None:
        if this[0] != '\\':
            literal += this
        elif this == '\\g':
            number = _template_group(source, groups, names)
            put(number)
        elif this[1] == '0':
            if source.next in _OCTAL and source.next is not None:
                this += source.get()
                if source.next in _OCTAL and source.next is not None:
                    this += source.get()
            literal += chr(int(this[1:], 8) & 0xff)
        elif this[1] in _DIGITS:
            octal = False
            if source.next in _DIGITS and source.next is not None:
                this += source.get()
                if this[1] in _OCTAL and this[2] in _OCTAL and source.next in _OCTAL and source.next is not None:
                    this += source.get()
                    octal = True
                    literal += chr(_octal(source, this))
            if not octal:
                put(int(this[1:]))
        elif this in _ESCAPES:
            literal += chr(_ESCAPES[this])
        elif this[1] in _LETTERS:
            raise source.error(f'bad escape {this}', len(this))
        else:
            literal += this
    if literal:
        pieces.append(literal)
    return pieces if source.is_text else [p.encode('latin1') if isinstance(p, str) else p for p in pieces]
