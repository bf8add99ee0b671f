"""Breaking text into lines, indenting it, taking indentation away."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_BLANKS = '\t\n\x0b\x0c\r '


def _is_word(c):
    return c.isalnum() or c == '_' or c in '!"\'&.,?'


class TextWrapper:
    """How text is broken; its attributes are the parameters of wrap() and fill()."""

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width, self.tabsize = width, tabsize
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate({ord(c): ' ' for c in _BLANKS}) if self.replace_whitespace else text

    def _split(self, text):
        """Words and the runs of blanks between them; with break_on_hyphens also cut behind hyphens and at dashes."""
        chunks, i = [], 0
        while i < len(text):
            start, blank = i, text[i] in _BLANKS
            while i < len(text) and (text[i] in _BLANKS) == blank:
                i += 1
            chunks += [text[start:i]] if blank or not self.break_on_hyphens else _cut_word(text[start:i])
        return chunks

    def _fix_sentence_endings(self, chunks):
        """Two blanks behind a chunk that ends a sentence."""
        for i in range(len(chunks) - 1):
            if chunks[i + 1] == ' ' and _ends_sentence(chunks[i]):
                chunks[i + 1] = '  '

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """A chunk that is longer than a line: as much of it as fits, or all of it on a line of its own."""
        space_left = 1 if width < 1 else width - cur_len
        if not self.break_long_words:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        end, chunk = space_left, reversed_chunks[-1]
        if self.break_on_hyphens and len(chunk) > space_left:
            hyphen = chunk.rfind('-', 0, space_left)
            if hyphen > 0 and any(c != '-' for c in chunk[:hyphen]):
                end = hyphen + 1
        cur_line.append(chunk[:end])
        reversed_chunks[-1] = chunk[end:]

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width, line, length = self.width - len(indent), [], 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            more = chunks and not (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if self.max_lines is None or len(lines) + 1 < self.max_lines or not (more or length > width):
                lines.append(indent + ''.join(line))
            else:
                self._close(lines, line, length, width, indent)
                break
        return lines

    def _close(self, lines, line, length, width, indent):
        """The last of max_lines: it ends with the placeholder."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + ''.join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of one paragraph."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The lines of one paragraph, joined."""
        return '\n'.join(self.wrap(text))


def _ends_sentence(chunk):
    """A lower case letter, a full stop or the like, perhaps a quote."""
    if chunk[-1:] in ('"', "'"):
        chunk = chunk[:-1]
    return len(chunk) > 1 and chunk[-1] in '.!?' and 'a' <= chunk[-2] <= 'z'


def _cut_word(word):
    """Cuts a word behind its hyphens that stand between letters, and around its dashes (two hyphens or more)."""
    pieces, start, i = [], 0, 0
    while i < len(word):
        if word[i] != '-':
            i += 1
            continue
        end = i
        while end < len(word) and word[end] == '-':
            end += 1
        if end - i >= 2 and i > start and _is_word(word[i - 1]) and end < len(word) and (word[end].isalnum() or word[end] == '_'):
            pieces += [word[start:i], word[i:end]]
            start = end
        elif end - i == 1 and i > start and _letters_before(word, i) and _letters_after(word, end):
            pieces.append(word[start:end])
            start = end
        i = end
    return pieces + [word[start:]] if start < len(word) else pieces


def _is_letter(c):
    return (c.isalnum() or c == '_') and not c.isdigit()


def _letters_before(word, i):
    """Two letters end there, or a letter, a hyphen and a letter."""
    return i >= 2 and _is_letter(word[i - 1]) and \
        (_is_letter(word[i - 2]) or (word[i - 2] == '-' and i >= 3 and _is_letter(word[i - 3])))


def _letters_after(word, i):
    """A letter begins there, perhaps a hyphen, and another letter."""
    if not (i < len(word) and _is_letter(word[i])):
        return False
    i += 1
    if i < len(word) and word[i] == '-':
        i += 1
    return i < len(word) and _is_letter(word[i])


def wrap(text, width=70, **kwargs):
    """The lines of one paragraph, none longer than [width]."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """One paragraph, its lines joined."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The words of text, as many as fit, and a placeholder when some do not."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """Take away the blanks that all lines begin with; lines of nothing but blanks become empty."""
    lines, margin = text.split('\n'), None
    for i, line in enumerate(lines):
        if not line.strip(' \t'):
            lines[i] = ''
            continue
        start = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None or margin.startswith(start):
            margin = start
        elif not start.startswith(margin):
            margin = margin[:next(k for k, (a, b) in enumerate(zip(margin, start)) if a != b)]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    """Put prefix before all lines, or those for which predicate is true: by default those that are not blank."""
    wanted = predicate or str.strip
    return ''.join(prefix + line if wanted(line) else line for line in text.splitlines(True))
