"""Regular expressions: from a tree to code for the matcher.  The words are those of rematch.def."""

from _re import lower, upper
from re._constants import *
from re._parser import parse, width_of

(MATCH, FAIL, LITERAL, ANY, ANY_ALL, SET, SET_FOLD, SET_FOLD_NOT, AT, SAVE, GROUP, GROUP_FOLD, JUMP, SPLIT, REPEAT_MOST,
 REPEAT_LEAST, REPEAT_ALL, LOOP_BEGIN, LOOP, AHEAD, BEHIND, ATOMIC, IF_GROUP) = range(23)
_END, _CHAR, _RANGE, _CATEGORY, _NEGATE = range(5)
_CATEGORIES = {name: i for i, name in enumerate(('digit', 'not digit', 'space', 'not space', 'word', 'not word'))}
_PLACES = {name: i for i, name in enumerate(('start', 'start line', 'end', 'end line', 'very end', 'boundary', 'not boundary'))}
_ALL = (1 << 256) - 1

# Small letters that share their capital, or are each other's forms in another position.
_EXTRA_CASES = [(0x69, 0x131), (0x73, 0x17f), (0xb5, 0x3bc), (0x345, 0x3b9, 0x1fbe), (0x390, 0x1fd3), (0x3b0, 0x1fe3),
                (0x3b2, 0x3d0), (0x3b5, 0x3f5), (0x3b8, 0x3d1), (0x3ba, 0x3f0), (0x3c0, 0x3d6), (0x3c1, 0x3f1),
                (0x3c2, 0x3c3), (0x3c6, 0x3d5), (0x432, 0x1c80), (0x434, 0x1c81), (0x43e, 0x1c82), (0x441, 0x1c83),
                (0x442, 0x1c84, 0x1c85), (0x44a, 0x1c86), (0x463, 0x1c87), (0x1c88, 0xa64b), (0x1e61, 0x1e9b),
                (0xfb05, 0xfb06)]
_EXTRA = {c: group for group in _EXTRA_CASES for c in group}


def _forms(code, flags):
    """All characters that are the same when case is ignored."""
    if flags & ASCII or not flags & UNICODE:
        swapped = ord(chr(code).swapcase()) if code < 128 else code
        return {code, swapped}
    small = lower(code)
    found = {code, small, upper(code), upper(small)}
    for c in _EXTRA.get(small, ()):
        found |= {c, upper(c)}
    return {c for c in found if lower(c) in _EXTRA.get(small, (small,)) or c == code}


def _mask(test):
    return sum(1 << c for c in range(256) if test(chr(c)))


_masks = {}


def _category_mask(name, ascii_only):
    """Which of the first 256 characters are in a category."""
    if (name, ascii_only) not in _masks:
        plain = name.removeprefix('not ')
        test = {'digit': str.isdecimal, 'space': str.isspace, 'word': lambda c: c.isalnum() or c == '_'}[plain]
        if ascii_only and plain == 'space':
            mask = _mask(lambda c: c in ' \t\n\r\x0b\x0c')
        else:
            mask = _mask(lambda c: test(c) and (not ascii_only or c < '\x80'))
        _masks[name, ascii_only] = mask if plain == name else _ALL ^ mask
    return _masks[name, ascii_only]


class _Compiler:
    def __init__(self, state):
        self.code, self.state, self.loops = [], state, 0

    def emit(self, *words):
        self.code += words
        return len(self.code) - 1

    def here(self, at):
        """Lets the address at [at] be the next instruction's."""
        self.code[at] = len(self.code)

    def set(self, negated, items, flags):
        """A set: its bitmap of the first 256 characters, then its items."""
        ascii_only, fold = not flags & UNICODE, flags & IGNORECASE
        words, mask = [], 0
        for item in items:
            if item[0] == 'char':
                for c in sorted(_forms(item[1], flags)) if fold else (item[1],):
                    words += [_CHAR, c]
                    mask |= 1 << c if c < 256 else 0
            elif item[0] == 'range':
                words += [_RANGE, item[1], item[2]]
                low, high = min(item[1], 256), min(item[2], 255)
                mask |= (1 << high + 1) - (1 << low) if low <= high else 0
            else:
                words += [_CATEGORY, _CATEGORIES[item[1]] + (6 if ascii_only else 0)]
                mask |= _category_mask(item[1], ascii_only)
        op = SET
        if fold:
            op = SET_FOLD_NOT if negated else SET_FOLD
        elif negated:
            words.insert(0, _NEGATE)
            mask ^= _ALL
        words.append(_END)
        self.emit(op, len(words) + 9, *(mask >> 32 * i & 0xffffffff for i in range(8)), *words)

    def one(self, node, flags):
        """A node that matches a single character."""
        if node[0] == 'any':
            self.emit(ANY_ALL if flags & DOTALL else ANY)
        elif node[0] == 'set':
            self.set(node[1], node[2], flags)
        elif flags & IGNORECASE and len(_forms(node[1], flags)) > 1:
            self.set(False, [('char', node[1])], flags)
        else:
            self.emit(LITERAL, node[1])

    def at(self, place, flags):
        if place == 'start line':
            place = place if flags & MULTILINE else 'start'
        elif place == 'end line':
            place = place if flags & MULTILINE else 'end'
        number = _PLACES[place]
        self.emit(AT, number + (2 if 'boundary' in place and not flags & UNICODE else 0))

    def repeat(self, least, most, mode, node, flags):
        if node[0] in ('literal', 'any', 'set'):
            at = self.emit({'greedy': REPEAT_MOST, 'lazy': REPEAT_LEAST, 'possessive': REPEAT_ALL}[mode], least, most, 0)
            self.one(node, flags)
            self.here(at)
        elif mode == 'possessive':
            at = self.emit(ATOMIC, 0)
            self.repeat(least, most, 'greedy', node, flags)
            self.emit(MATCH)
            self.here(at)
        elif (least, most) == (0, 1):
            at = self.emit(SPLIT, 0, 0)
            self.here(at - (mode == 'greedy'))
            self.node(node, flags)
            self.here(at - (mode == 'lazy'))
        else:
            slot = 2 * self.state.groups + 1 + 2 * self.loops
            self.loops += 1
            start = self.emit(LOOP_BEGIN, slot, JUMP, 0)
            self.node(node, flags)
            self.here(start)
            self.emit(LOOP, slot, least, most, mode == 'lazy', start + 1)

    def branch(self, nodes, flags):
        ends = []
        for node in nodes[:-1]:
            at = self.emit(SPLIT, len(self.code) + 3, 0)
            self.node(node, flags)
            ends.append(self.emit(JUMP, 0))
            self.here(at)
        self.node(nodes[-1], flags)
        for at in ends:
            self.here(at)

    def look(self, behind, negated, node, flags):
        if behind:
            low, high = width_of(node, self.state)
            if low != high:
                raise error('look-behind requires fixed-width pattern')
            at = self.emit(BEHIND, negated, low, 0)
        else:
            at = self.emit(AHEAD, negated, 0)
        self.node(node, flags)
        self.emit(MATCH)
        self.here(at)

    def node(self, node, flags):
        kind = node[0]
        if kind in ('literal', 'any', 'set'):
            self.one(node, flags)
        elif kind == 'sequence':
            for part in node[1]:
                self.node(part, flags)
        elif kind == 'at':
            self.at(node[1], flags)
        elif kind == 'group':
            _, number, on, off, inner = node
            flags = (flags & ~(ASCII | UNICODE | LOCALE) if on & (ASCII | UNICODE | LOCALE) else flags) | on
            if number is not None:
                self.emit(SAVE, 2 * number)
            self.node(inner, flags & ~off)
            if number is not None:
                self.emit(SAVE, 2 * number + 1)
        elif kind == 'repeat':
            self.repeat(*node[1:], flags)
        elif kind == 'branch':
            self.branch(node[1], flags)
        elif kind == 'reference':
            self.emit(GROUP_FOLD if flags & IGNORECASE else GROUP, node[1])
        elif kind == 'look':
            self.look(*node[1:], flags)
        elif kind == 'atomic':
            at = self.emit(ATOMIC, 0)
            self.node(node[1], flags)
            self.emit(MATCH)
            self.here(at)
        else:
            at = self.emit(IF_GROUP, node[1], 0)
            self.node(node[2], flags)
            if node[3]:
                end = self.emit(JUMP, 0)
                self.here(at)
                self.node(node[3], flags)
                at = end
            self.here(at)


def compile(pattern, flags):
    """Code, flags, the number of groups, their names, and the number of loops."""
    node, state = parse(pattern, flags)
    compiler = _Compiler(state)
    compiler.node(node, state.flags)
    compiler.emit(MATCH)
    code = b''.join([int(word).to_bytes(4, 'little') for word in compiler.code])
    return code, int(state.flags), state.groups - 1, state.names, compiler.loops
