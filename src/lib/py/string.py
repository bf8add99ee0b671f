"""A collection of string constants, Template and Formatter."""

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits', 'printable',
           'punctuation', 'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split the argument into words, capitalize each and join them again."""
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Literal texts (None, text), names (name, text as written), and bad delimiters (False, position)."""
        text, mark = self.template, self.delimiter
        start = 0
        while True:
            at = text.find(mark, start)
            if at < 0:
                yield None, text[start:]
                return
            yield None, text[start:at]
            start = at + len(mark)
            if text.startswith(mark, start):
                yield None, mark
                start += len(mark)
                continue
            braced = text.startswith('{', start)
            first = end = start + braced
            while end < len(text) and (text[end] == '_' or text[end].isascii() and text[end].isalnum()):
                end += 1
            name = text[first:end]
            if not name or name[0] in digits or (braced and not text.startswith('}', end)):
                yield False, at
                continue
            start = end + braced
            yield name, text[at:start]

    def _fill(self, mapping, kws, safe):
        if mapping is None:
            values = kws
        elif kws:
            values = {**mapping, **kws}
        else:
            values = mapping
        out = []
        for name, text in self._pieces():
            if name is None:
                out.append(text)
            elif name is False:
                if not safe:
                    lines = self.template[:text].splitlines(keepends=True)
                    column = text - len(''.join(lines[:-1])) if lines else 1
                    raise ValueError('Invalid placeholder in string: line %d, col %d' % (len(lines) or 1, column + bool(lines)))
                out.append(self.delimiter)
            elif safe:
                try:
                    out.append(str(values[name]))
                except KeyError:
                    out.append(text)
            else:
                out.append(str(values[name]))
        return ''.join(out)

    def substitute(self, mapping=None, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._fill(mapping, kws, True)

    def is_valid(self):
        return all(name is not False for name, _ in self._pieces())

    def get_identifiers(self):
        return list(dict.fromkeys(name for name, _ in self._pieces() if name))


class Formatter:
    """str.format as methods that a subclass can change."""

    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
