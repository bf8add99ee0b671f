"""Warnings: which are shown, where, and how."""

import linecache
import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter', 'resetwarnings',
           'catch_warnings']

_ACTIONS = ('error', 'ignore', 'always', 'default', 'module', 'once')
defaultaction = 'default'
onceregistry = {}
_version = 1
filters = [('default', None, DeprecationWarning, '__main__', 0), ('ignore', None, DeprecationWarning, None, 0),
           ('ignore', None, PendingDeprecationWarning, None, 0), ('ignore', None, ImportWarning, None, 0),
           ('ignore', None, ResourceWarning, None, 0)]


class WarningMessage:
    """What is known of one warning."""

    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file', 'line', 'source')

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ('{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' %
                (self.message, self._category_name, self.filename, self.lineno, self.line))


# ---- showing -------------------------------------------------------------------------------------------------------

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, by default sys.stderr."""
    _show(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


def _format(msg):
    text = f'{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n'
    line = msg.line
    if line is None:
        try:
            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            line = None
    line = line and line.strip()
    return f'{text}  {line}\n' if line else text


def _show(msg):
    file = msg.file if msg.file is not None else sys.stderr
    if file is None:
        return
    own = formatwarning is not _first_format
    text = formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line) if own else _format(msg)
    try:
        file.write(text)
    except OSError:
        pass


_first_show, _first_format = showwarning, formatwarning


def _showwarnmsg(msg):
    if showwarning is not _first_show:
        if not callable(showwarning):
            raise TypeError('warnings.showwarning() must be set to a function or method')
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    else:
        _log(msg)


_log = _show


# ---- filters -------------------------------------------------------------------------------------------------------

def _filters_mutated():
    global _version
    _version += 1


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    """Say what becomes of warnings whose text and module match regular expressions."""
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(message, str), 'message must be a string'
    assert isinstance(category, type), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    assert isinstance(module, str), 'module must be a string'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    if message or module:
        import re
    _add_filter((action, re.compile(message, re.I) if message else None, category, re.compile(module) if module else None,
                 lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Say what becomes of warnings of a category."""
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    """Forget all filters."""
    filters[:] = []
    _filters_mutated()


def _matches(pattern, text):
    return pattern is None or (pattern == text if isinstance(pattern, str) else pattern.match(text) is not None)


def _action_for(text, category, module, lineno):
    for action, message, wanted, where, line in filters:
        if _matches(message, text) and issubclass(category, wanted) and _matches(where, module) and line in (0, lineno):
            return action
    return defaultaction


def _already(registry, key):
    """Whether it was told of this before, under the filters that there are now."""
    if registry.get('version', 0) != _version:
        registry.clear()
        registry['version'] = _version
    elif registry.get(key):
        return True
    registry[key] = 1
    return False


# ---- warning -------------------------------------------------------------------------------------------------------

def warn(message, category=None, stacklevel=1, source=None):
    """Warn of the place that called, or of a place stacklevel - 1 calls further out."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = sys._getframe(1)
        for _ in range(stacklevel - 1):
            frame = frame.f_back
            if frame is None:
                raise ValueError
        globals, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    except ValueError:
        globals, filename, lineno = sys.__dict__, 'sys', 1
    registry = globals.setdefault('__warningregistry__', {})
    warn_explicit(message, category, filename, lineno, globals.get('__name__', '<string>'), registry, globals, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warn of a place that is given."""
    lineno = int(lineno)
    if module is None:
        module = filename or '<unknown>'
        module = module[:-3] if module[-3:].lower() == '.py' else module
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    if registry is None:
        registry = {}
    key = text, category, lineno
    if registry.get('version', 0) == _version and registry.get(key):
        return
    action = _action_for(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action == 'once':
        if _already(registry, key) or onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == 'module':
        if _already(registry, key) | _already(registry, (text, category, 0)):
            return
    elif action == 'default':
        if _already(registry, key):
            return
    elif action != 'always':
        raise RuntimeError(f'Unrecognized action ({action!r}) in warnings.filters:\n {(action, text, category)}')
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Put filters and showwarning() back at the end of a block; with record collect the warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._module, self._entered = record, sys.modules['warnings'] if module is None else module, False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = (['record=True'] if self._record else []) + \
            ([f'module={self._module!r}'] if self._module is not sys.modules['warnings'] else [])
        return f'{type(self).__name__}({", ".join(args)})'

    def __enter__(self):
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        m = self._module
        self._before = m.filters, m.showwarning, m._log
        m.filters = m.filters[:]
        m._filters_mutated()
        log = None
        if self._record:
            log = []
            m._log, m.showwarning = log.append, m._first_show
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        self._module.filters, self._module.showwarning, self._module._log = self._before
        self._module._filters_mutated()
