"""Tracebacks and stacks as text."""

import linecache
import sys
from _traceback import anchors
from itertools import islice

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb',
           'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb', 'print_list']

_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'
_REPEATS = 3  # of one line, before the rest is only counted


class _Missing:
    def __repr__(self):
        return '<implicit>'


_missing = _Missing()


# ---- printing ----------------------------------------------------------------------------------------------------

def _write(lines, file):
    print(''.join(lines), file=sys.stderr if file is None else file, end='')


def print_list(extracted_list, file=None):
    """Print what extract_tb() or extract_stack() answered."""
    _write(format_list(extracted_list), file)


def format_list(extracted_list):
    """The lines of frame summaries or (filename, lineno, name, line) tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The lines of a traceback's entries."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The StackSummary of a traceback."""
    return StackSummary._extract(_positions_of_tb(tb), limit=limit)


def _exception_of(exc, value, tb):
    """The three arguments of print_exception() as (value, traceback)."""
    if (value is _missing) != (tb is _missing):
        raise ValueError('Both or neither of value and tb must be given')
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f'Exception expected for value, {type(exc).__name__} found')


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    """Print an exception with its traceback, its causes and contexts."""
    value, tb = _exception_of(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    """The lines that print_exception() prints."""
    value, tb = _exception_of(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_missing):
    """The lines of an exception without its traceback."""
    if value is _missing:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """Print the exception being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text of the exception being handled."""
    return ''.join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught."""
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    """Print the frames from the outermost to [f], by default the caller's."""
    print_list(extract_stack(f or sys._getframe().f_back, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The lines that print_stack() prints."""
    return format_list(extract_stack(f or sys._getframe().f_back, limit=limit))


def extract_stack(f=None, limit=None):
    """The StackSummary of the frames from the outermost to [f], by default the caller's."""
    stack = StackSummary.extract(walk_stack(f or sys._getframe().f_back), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Clear the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass  # it still runs
        tb = tb.tb_next


def walk_stack(f):
    """Frames with their lines, from [f] outwards; by default from the caller's caller."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Frames with their lines, along a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _positions_of_tb(tb):
    while tb is not None:
        _, end_lineno, colno, end_colno = next(islice(tb.tb_frame.f_code.co_positions(), tb.tb_lasti // 2, None))
        yield tb.tb_frame, (tb.tb_lineno, end_lineno, colno, end_colno)
        tb = tb.tb_next


def _positions_of_frames(frames):
    for frame, lineno in frames:
        yield frame, (lineno, None, None, None)


# ---- entries ------------------------------------------------------------------------------------------------------

class FrameSummary:
    """One entry: a place in a source file, and the function it belongs to."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
        self._line = line
        if lookup_line:
            self.line
        self.locals = {k: _text_of(v, 'local', repr) for k, v in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._parts() == other._parts() and self.locals == other.locals
        return self._parts() == other if isinstance(other, tuple) else NotImplemented

    def _parts(self):
        return self.filename, self.lineno, self.name, self.line

    def __getitem__(self, index):
        return self._parts()[index]

    def __iter__(self):
        return iter(self._parts())

    def __len__(self):
        return 4

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        """The source line without the blanks around it; None when the line's number is not known."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


class StackSummary(list):
    """Entries from the outermost to the innermost."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Of (frame, lineno) pairs."""
        return klass._extract(_positions_of_frames(frame_gen), limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(klass, frames, limit=None, lookup_lines=True, capture_locals=False):
        """Of (frame, (lineno, end_lineno, colno, end_colno)); a negative limit means the last ones."""
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frames = islice(frames, limit) if limit >= 0 else list(frames)[limit:]
        result = klass()
        for frame, (lineno, end_lineno, colno, end_colno) in frames:
            result.append(FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno,
                                       colno=colno, end_colno=end_colno))
        for name in {entry.filename for entry in result}:
            linecache.checkcache(name)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Of FrameSummary objects or (filename, lineno, name, line) tuples."""
        result = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary):
        """The lines of one entry, as one str."""
        rows = [f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n']
        if frame_summary.line:
            rows.append(f'    {frame_summary.line.strip()}\n')
            rows.append(_carets(frame_summary))
        if frame_summary.locals:
            rows += [f'    {name} = {value}\n' for name, value in sorted(frame_summary.locals.items())]
        return ''.join(rows)

    def format(self):
        """The lines of all entries; of the repetitions of one line only three."""
        lines, last, count = [], None, 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            place = entry.filename, entry.lineno, entry.name
            if place != last or None in place[:2]:
                lines += _repeated(count)
                last, count = place, 0
            count += 1
            if count <= _REPEATS:
                lines.append(text)
        return lines + _repeated(count)


def _repeated(count):
    count -= _REPEATS
    return [f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\n'] if count > 0 else []


def _characters(text, offset):
    """How many characters the first [offset] bytes of [text] are."""
    return len(text.encode('utf-8')[:offset].decode('utf-8', errors='replace'))


def _carets(entry):
    """The line under an entry's source line; '' when all of the line is meant."""
    if entry.colno is None or entry.end_colno is None:
        return ''
    line, stripped = entry._original_line, entry.line.strip()
    indent = len(line) - len(line.lstrip())
    start, end = _characters(line, entry.colno), _characters(line, entry.end_colno)
    inner = None
    if entry.lineno == entry.end_lineno:
        inner = anchors(line[start:end])
    else:
        end = indent + len(stripped)
    if end - start >= len(stripped) and not (inner and inner[1] > inner[0]):
        return ''
    if inner:
        left, right = inner
        marks = '~' * left + '^' * (right - left) + '~' * (end - start - right)
    else:
        marks = '^' * (end - start)
    return '    ' + ' ' * (start - indent) + marks + '\n'


# ---- exceptions ---------------------------------------------------------------------------------------------------

def _text_of(value, what, function=str):
    try:
        return function(value)
    except:
        return f'<{what} {function.__name__}() failed>'


def _message_line(name, text):
    return f'{name}: {text}\n' if text is not None and str(text) else f'{name}\n'


class _Margin:
    """Where the lines of nested groups begin."""

    def __init__(self):
        self.seen, self.depth, self.need_close = set(), 0, False

    def indent(self):
        return ' ' * (2 * self.depth)

    def emit(self, lines, sign=None):
        start = self.indent()
        if self.depth:
            start += (sign or '|') + ' '
        for text in [lines] if isinstance(lines, str) else lines:
            yield ''.join(start + line for line in text.splitlines(keepends=True))


class TracebackException:
    """What is needed to print an exception, without keeping its frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = StackSummary._extract(_positions_of_tb(exc_traceback), limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _text_of(exc_value, 'exception')
        self.__notes__ = getattr(exc_value, '__notes__', None)
        if exc_type and issubclass(exc_type, SyntaxError):
            self._take_place(exc_value)
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth, _seen=seen)
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        if exc_value is None:
            return
        cause, context = exc_value.__cause__, exc_value.__context__
        if cause is not None and id(cause) not in seen:
            self.__cause__ = TracebackException(type(cause), cause, cause.__traceback__, **options)
        wanted = context is not None and (self.__cause__ is None and not self.__suppress_context__ if compact else True)
        if wanted and id(context) not in seen:
            self.__context__ = TracebackException(type(context), context, context.__traceback__, **options)
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [TracebackException(type(e), e, e.__traceback__, **options) for e in exc_value.exceptions]

    def _take_place(self, exc):
        number = lambda n: str(n) if n is not None else None
        self.filename, self.text, self.msg = exc.filename, exc.text, exc.msg
        self.lineno, self.end_lineno = number(exc.lineno), number(exc.end_lineno)
        self.offset, self.end_offset = exc.offset, exc.end_offset

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Of an exception object."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The lines of the exception without its traceback."""
        if self.exc_type is None:
            yield _message_line(None, self._str)
            return
        name, module = self.exc_type.__qualname__, self.exc_type.__module__
        if module not in ('__main__', 'builtins'):
            name = (module if isinstance(module, str) else '<unknown>') + '.' + name
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield _message_line(name, self._str)
        if isinstance(self.__notes__, (list, tuple)):
            for note in self.__notes__:
                yield from [line + '\n' for line in _text_of(note, 'note').split('\n')]
        elif self.__notes__ is not None:
            yield _text_of(self.__notes__, '__notes__', repr)

    def _format_syntax_error(self, name):
        suffix = ''
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f' ({self.filename})'
        if self.text is not None:
            yield from self._format_text()
        yield f'{name}: {self.msg or "<no detail available>"}{suffix}\n'

    def _format_text(self):
        """The wrong line, and the carets under it."""
        line = self.text.rstrip('\n')
        shown = line.lstrip(' \n\f')
        yield f'    {shown}\n'
        if self.offset is None:
            return
        spaces = len(line) - len(shown)
        end = self.end_offset if self.end_offset not in (None, 0) else self.offset
        if end == self.offset or end == -1:
            end = self.offset + 1
        start, stop = self.offset - 1 - spaces, end - 1 - spaces
        if start >= 0:
            blanks = ''.join(c if c.isspace() else ' ' for c in shown[:start])
            yield f'    {blanks}{"^" * (stop - start)}\n'

    def _chain(self, chain):
        """This exception and those before it, with the sentence after each: the newest first."""
        exc, sentence = self, None
        while exc:
            earlier, next_sentence = None, None
            if chain and exc.__cause__ is not None:
                earlier, next_sentence = exc.__cause__, _CAUSE
            elif chain and exc.__context__ is not None and not exc.__suppress_context__:
                earlier, next_sentence = exc.__context__, _CONTEXT
            yield exc, sentence
            exc, sentence = earlier, next_sentence

    def format(self, *, chain=True, _ctx=None):
        """The lines of the exception with its traceback, and with [chain] of those before it."""
        margin = _Margin() if _ctx is None else _ctx
        for exc, sentence in reversed(list(self._chain(chain))):
            if exc.exceptions is None:
                if exc.stack:
                    yield from margin.emit('Traceback (most recent call last):\n')
                    yield from margin.emit(exc.stack.format())
                yield from margin.emit(exc.format_exception_only())
            elif margin.depth > self.max_group_depth:
                yield from margin.emit(f'... (max_group_depth is {self.max_group_depth})\n')
            else:
                yield from exc._format_group(margin)
            if sentence is not None:
                yield from margin.emit(sentence)

    def _format_group(self, margin):
        outermost = margin.depth == 0
        if outermost:
            margin.depth = 1
        if self.stack:
            yield from margin.emit('Exception Group Traceback (most recent call last):\n', '+' if outermost else None)
            yield from margin.emit(self.stack.format())
        yield from margin.emit(self.format_exception_only())
        margin.need_close = False
        shown = min(len(self.exceptions), self.max_group_width)
        count = shown + (len(self.exceptions) > shown)
        for i in range(count):
            last, title = i == count - 1, '...' if i >= shown else i + 1
            if last:
                margin.need_close = True
            yield f'{margin.indent()}{"+-" if i == 0 else "  "}+---------------- {title} ----------------\n'
            margin.depth += 1
            if i < shown:
                yield from self.exceptions[i].format(_ctx=margin)
            else:
                left = len(self.exceptions) - shown
                yield from margin.emit(f'and {left} more exception{"s" if left > 1 else ""}\n')
            if last and margin.need_close:
                yield f'{margin.indent()}+------------------------------------\n'
                margin.need_close = False
            margin.depth -= 1
        if outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True):
        """Print what format() answers."""
        _write(self.format(chain=chain), file)
