"""Utility code for constructing importers, etc."""

import sys

import _imp
from _frozen_importlib import (ModuleSpec, _find_spec, cache_from_source, module_from_spec, spec_from_file_location,
                               spec_from_loader)
from importlib import _resolve

MAGIC_NUMBER = (3495).to_bytes(2, 'little') + b'\r\n'


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string."""
    return _imp.decode(source_bytes)


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {repr(name)} (required for relative module names)')
    level = len(name) - len(name.lstrip('.'))
    return _resolve(name[level:], package, level)


def find_spec(name, package=None):
    """Return the spec for the specified module."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        spec = getattr(module, '__spec__', None)
        if spec is None:
            raise ValueError(f'{name}.__spec__ is {"None" if hasattr(module, "__spec__") else "not set"}')
        return spec
    path = None
    parent = fullname.rpartition('.')[0]
    if parent:
        try:
            path = __import__(parent, fromlist=['__path__']).__path__
        except AttributeError as e:
            raise ModuleNotFoundError(f'__path__ attribute not found on {parent!r} while trying to find {fullname!r}',
                                      name=fullname) from e
    return _find_spec(fullname, path)
