"""Importing of what is not simply part of the program: files, packages, and whatever finders a program adds.

The import statement comes here when a file could be meant or when sys.meta_path was changed (modules.c)."""

import _imp
import sys


def _call_with_frames_removed(f, *args, **kwargs):
    """Frames of this module above this call are left out of tracebacks."""
    return f(*args, **kwargs)


class ModuleSpec:
    """The specification for a module, used for loading."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._initializing = False
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            args.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            args.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f'{self.__class__.__name__}({", ".join(args)})'

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin and
                    self.submodule_search_locations == other.submodule_search_locations and
                    self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            self._cached = cache_from_source(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the module's parent."""
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


# ---- paths ------------------------------------------------------------------------------------------------

def _path_join(folder, name):
    return folder + name if folder.endswith('/') else folder + '/' + name


def _absolute(path):
    return path if path.startswith('/') else _path_join(_imp.getcwd(), path.removeprefix('./'))


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython would keep the compiled form of a source file; glassheap keeps none."""
    folder, slash, name = path.rpartition('/')
    return f'{folder}{slash}__pycache__/{name.rpartition(".")[0] or name}.{sys.implementation.cache_tag}.pyc'


def _is_file(path):
    return _imp.kind(path) == _imp.FILE


def _is_folder(path):
    return _imp.kind(path) == _imp.FOLDER


# ---- loaders ----------------------------------------------------------------------------------------------

class _LoaderBasics:
    __module__ = '_frozen_importlib_external'

    def is_package(self, fullname):
        name = self.get_filename(fullname).rpartition('/')[2]
        return name.rpartition('.')[0] == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when get_code() returns None')
        _call_with_frames_removed(exec, code, module.__dict__)

    def load_module(self, fullname):
        return _load_shim(self, fullname)


class SourceFileLoader(_LoaderBasics):
    """Concrete implementation of SourceLoader using the file system."""
    __module__ = '_frozen_importlib_external'

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, name=None):
        """Return the path to the source file as found by the finder."""
        if name is None:
            name = self.name
        elif self.name != name:
            raise ImportError('loader for %s cannot handle %s' % (self.name, name), name=name)
        return self.path

    def get_data(self, path):
        """Return the data from path as raw bytes."""
        with open(path, 'rb') as f:
            return f.read()

    def get_source(self, fullname):
        """Concrete implementation of InspectLoader.get_source."""
        try:
            return _imp.decode(self.get_data(self.get_filename(fullname)))
        except OSError as exc:
            raise ImportError('source not available through get_data()', name=fullname) from exc

    def source_to_code(self, data, path, *, _optimize=-1):
        """Return the code object compiled from source."""
        return _call_with_frames_removed(compile, data, path, 'exec', dont_inherit=True)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class NamespaceLoader:
    __module__ = '_frozen_importlib_external'

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        pass


class _NamespacePath:
    """The folders of a package without __init__.py."""
    __module__ = '_frozen_importlib_external'

    def __init__(self, name, path, path_finder=None):
        self._name = name
        self._path = path

    def __iter__(self):
        return iter(self._path)

    def __getitem__(self, index):
        return self._path[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._path)

    def __repr__(self):
        return f'_NamespacePath({self._path!r})'

    def __contains__(self, item):
        return item in self._path

    def append(self, item):
        self._path.append(item)


# ---- finders ----------------------------------------------------------------------------------------------

class BuiltinImporter:
    """Modules that are written in C."""
    _ORIGIN = 'built-in'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return ModuleSpec(fullname, cls, origin=cls._ORIGIN) if _imp.is_builtin(fullname) else None

    @staticmethod
    def create_module(spec):
        """Create a built-in module"""
        if not _imp.is_builtin(spec.name):
            raise ImportError('{!r} is not a built-in module'.format(spec.name), name=spec.name)
        return _imp.create_builtin(spec.name)

    @staticmethod
    def exec_module(module):
        """Exec a built-in module"""

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


class FrozenImporter:
    """Modules that are written in Python and part of the program; PathFinder asks after the folders."""
    _ORIGIN = 'frozen'

    @classmethod
    def _spec(cls, fullname):
        if not _imp.is_frozen(fullname):
            return None
        return ModuleSpec(fullname, cls, origin=cls._ORIGIN, is_package=_imp.is_frozen_package(fullname))

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @staticmethod
    def create_module(spec):
        """Use default semantics for module creation."""

    @classmethod
    def exec_module(cls, module):
        _call_with_frames_removed(exec, cls.get_code(module.__spec__.name), module.__dict__)

    @classmethod
    def get_code(cls, fullname):
        return _imp.get_frozen_object(fullname)

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return _imp.is_frozen_package(fullname)


class PathFinder:
    """Modules in the folders of sys.path or of a package's __path__."""
    __module__ = '_frozen_importlib_external'

    @staticmethod
    def invalidate_caches():
        pass

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        portions = []
        for entry in sys.path if path is None else path:
            if isinstance(entry, str):
                spec = _find_in_folder(fullname, _absolute(entry) if entry else _imp.getcwd(), portions)
                if spec is not None:
                    return spec
        spec = None if path else FrozenImporter._spec(fullname)
        if spec is None and portions:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = _NamespacePath(fullname, portions)
        return spec


def _find_in_folder(fullname, folder, portions):
    base = _path_join(folder, fullname.rpartition('.')[2])
    if _is_folder(base):
        if _is_file(base + '/__init__.py'):
            return spec_from_file_location(fullname, base + '/__init__.py', submodule_search_locations=[base])
        portions.append(base)
    if _is_file(base + '.py'):
        if portions and portions[-1] == base:
            portions.pop()
        return spec_from_file_location(fullname, base + '.py')


_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """Return a module spec based on a file location."""
    if location is None:
        location = loader.get_filename(name) if hasattr(loader, 'get_filename') else '<unknown>'
    else:
        location = _absolute(str(location))
    if loader is None:
        if not location.endswith('.py'):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if submodule_search_locations is not _POPULATE:
        spec.submodule_search_locations = submodule_search_locations
    elif hasattr(loader, 'is_package') and loader.is_package(name):
        spec.submodule_search_locations = []
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(location.rpartition('/')[0])
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return a module spec based on various loader methods."""
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        return spec_from_file_location(name, loader=loader)
    if is_package is None and hasattr(loader, 'is_package'):
        is_package = loader.is_package(name)
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


# ---- from spec to module ----------------------------------------------------------------------------------

def _init_module_attrs(spec, module):
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        loader = NamespaceLoader(spec.name, spec.submodule_search_locations)
        spec.loader = loader
        module.__file__ = None
    module.__name__ = spec.name
    module.__loader__ = loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
        if spec.cached is not None:
            module.__cached__ = spec.cached
    return module


def module_from_spec(spec):
    """Create a module based on the provided spec."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = type(sys)(spec.name)
    return _init_module_attrs(spec, module)


def _load(spec):
    """The module of a spec, run; it is in sys.modules meanwhile, and stays if nothing was raised."""
    if spec.loader is not None and not hasattr(spec.loader, 'exec_module'):
        return _load_old(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is not None:
                spec.loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


def _load_old(spec):
    """Of a loader that only has load_module()."""
    module = spec.loader.load_module(spec.name)
    if getattr(module, '__spec__', None) is None:
        module.__spec__ = spec
    return sys.modules.get(spec.name, module)


def _load_shim(loader, fullname):
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _init_module_attrs(spec, module)
        spec.loader.exec_module(module)
        return sys.modules[fullname]
    return _load(spec)


# ---- from name to spec ------------------------------------------------------------------------------------

def _find_spec(name, path, target=None):
    if sys.meta_path is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    for finder in sys.meta_path:
        try:
            find_spec = finder.find_spec
        except AttributeError:
            continue
        spec = find_spec(name, path, target)
        if spec is not None:
            return spec
    return None


def _find_and_load(name):
    """What the import statement calls; modules.c has seen to the parent and to sys.modules."""
    path = None
    parent, _, child = name.rpartition('.')
    if parent:
        try:
            path = sys.modules[parent].__path__
        except AttributeError:
            raise ModuleNotFoundError(f'No module named {name!r}; {parent!r} is not a package', name=name) from None
    spec = _find_spec(name, path)
    if spec is None:
        _imp.not_found(name)
    module = _load(spec)
    if parent:
        try:
            setattr(sys.modules[parent], child, module)
        except AttributeError:
            pass
    return module


_finders = (BuiltinImporter, FrozenImporter, PathFinder)
sys.meta_path.extend(_finders)
