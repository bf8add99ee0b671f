"""Tools for working with functions and callable objects."""

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache', 'cmp_to_key',
           'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property']

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from collections import namedtuple

_CacheInfo = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Update a wrapper function to look like the wrapped function."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator factory to apply update_wrapper() to a wrapper function."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _derived(name, root, answer):
    """The comparison [name] by means of the class's own [root]; answer(self, other, what root said)."""
    def compare(self, other):
        said = getattr(type(self), root)(self, other)
        return said if said is NotImplemented else answer(self, other, said)
    compare.__name__ = name
    compare.__doc__ = getattr(int, name).__doc__
    return compare


_orders = {
    '__lt__': {'__gt__': lambda a, b, r: not r and a != b, '__le__': lambda a, b, r: r or a == b, '__ge__': lambda a, b, r: not r},
    '__le__': {'__ge__': lambda a, b, r: not r or a == b, '__lt__': lambda a, b, r: r and a != b, '__gt__': lambda a, b, r: not r},
    '__gt__': {'__lt__': lambda a, b, r: not r and a != b, '__ge__': lambda a, b, r: r or a == b, '__le__': lambda a, b, r: not r},
    '__ge__': {'__le__': lambda a, b, r: not r or a == b, '__gt__': lambda a, b, r: r and a != b, '__lt__': lambda a, b, r: not r},
}


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods"""
    roots = {name for name in _orders if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for name, answer in _orders[root].items():
        if name not in roots:
            setattr(cls, name, _derived(name, root, answer))
    return cls


class partialmethod:
    """Method descriptor with partial application of the given arguments and keywords."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('{!r} is not callable or a descriptor'.format(func))
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        args = [repr(self.func), *map(repr, self.args), *('{}={!r}'.format(k, v) for k, v in self.keywords.items())]
        return '{}.{}({})'.format(type(self).__module__, type(self).__qualname__, ', '.join(args))

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)
        def method(self_or_cls, /, *args, **keywords):
            return self.func(self_or_cls, *self.args, *args, **{**self.keywords, **keywords})
        method.__partialmethod__ = self
        return method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


def lru_cache(maxsize=128, typed=False):
    """Least-recently-used cache decorator.

    If *maxsize* is set to None, the LRU features are disabled and the cache
    can grow without bound.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        user_function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, user_function)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, user_function)

    return decorating_function


def cache(user_function, /):
    'Simple lightweight unbounded cache.  Sometimes called "memoize".'
    return lru_cache(maxsize=None)(user_function)


_missing = object()


class cached_property:
    """A property that is computed once: the instance's attribute of the same name then hides it."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f'instance to cache {self.attrname!r} property.') from None
        value = attributes.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            attributes[self.attrname] = value
        return value

    __class_getitem__ = classmethod(type(list[int]))


def singledispatch(func):
    """Single-dispatch generic function decorator: the implementation is chosen by the type of the first argument."""
    registry = {object: func}

    def dispatch(cls):
        """The implementation for [cls]: of the first class in its mro that has one, or of an abstract class it belongs to."""
        for base in cls.__mro__[:-1]:
            if base in registry:
                return registry[base]
        fitting = [c for c in registry if c is not object and issubclass(cls, c)]
        best = [c for c in fitting if not any(other is not c and issubclass(other, c) for other in fitting)]
        if len(best) > 1:
            raise RuntimeError('Ambiguous dispatch: {} or {}'.format(*best[:2]))
        return registry[best[0]] if best else func

    def types_of(cls):
        if isinstance(cls, type) and not hasattr(cls, '__origin__'):
            return (cls,)
        parts = getattr(cls, '__args__', ())
        if type(cls) is type(int | str) and all(isinstance(part, type) for part in parts):
            return parts
        return ()

    def register(cls, implementation=None):
        """Registers an implementation for a class; also a decorator."""
        if types_of(cls):
            if implementation is None:
                return lambda f: register(cls, f)
        else:
            if implementation is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. '
                                f'Use either `@register(some_class)` or plain `@register` on an annotated function.')
            implementation = cls
            name, cls = next(iter(annotations.items()))
            if not types_of(cls):
                raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
        for part in types_of(cls):
            registry[part] = implementation
        return implementation

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{func_name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    func_name = getattr(func, '__name__', 'singledispatch function')
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """Single-dispatch generic method descriptor."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.__isabstractmethod__ = getattr(self.func, '__isabstractmethod__', False)
        method.register = self.register
        update_wrapper(method, self.func)
        return method
