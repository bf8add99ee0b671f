"""Abstract Base Classes (ABCs) according to PEP 3119."""

from _collections import _match_as
from weakref import WeakSet as _WeakSet


def abstractmethod(funcobj):
    """A decorator indicating abstract methods: a class with one left cannot be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """classmethod and abstractmethod in one."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """staticmethod and abstractmethod in one."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """property and abstractmethod in one."""
    __isabstractmethod__ = True


_invalidation = 0


def get_cache_token():
    """How many times a class was registered with an ABC."""
    return _invalidation


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass for defining Abstract Base Classes (ABCs)."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_registry = _WeakSet()
        cls._abc_yes = _WeakSet()
        cls._abc_no = _WeakSet()
        cls._abc_no_version = _invalidation
        if '__abc_tpflags__' in namespace:
            _match_as(cls, cls.__abc_tpflags__)
        return cls

    def register(cls, subclass):
        """Register a virtual subclass of an ABC and return it, so that this is a decorator, too."""
        global _invalidation
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        cls._abc_registry.add(subclass)
        _invalidation += 1
        if cls.__flags__ & 0x60:
            _match_as(subclass, cls.__flags__ & 0x60)
        return subclass

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        own = instance.__class__
        if own in cls._abc_yes:
            return True
        real = type(instance)
        if real is own:
            return cls.__subclasscheck__(own)
        return any(cls.__subclasscheck__(c) for c in (own, real))

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        if subclass in cls._abc_yes:
            return True
        if cls._abc_no_version < _invalidation:
            cls._abc_no.clear()
            cls._abc_no_version = _invalidation
        elif subclass in cls._abc_no:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = (cls in subclass.__mro__ or any(issubclass(subclass, other) for other in cls._abc_registry)
                      or any(issubclass(subclass, heir) for heir in cls.__subclasses__()))
        (cls._abc_yes if answer else cls._abc_no).add(subclass)
        return bool(answer)


def update_abstractmethods(cls):
    """Computes the abstract methods of a class again, after methods were added to it."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using inheritance."""
    __slots__ = ()
