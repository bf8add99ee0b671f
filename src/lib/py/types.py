"""Names for built-in types that are not directly accessible as builtins, and a few small tools about types."""

import sys


def _names():
    def generator():
        yield
    async def coroutine(): pass
    async def async_generator():
        yield
    value = 1
    def closure():
        nonlocal value
    started = coroutine()
    coroutine_type = type(started)
    started.close()
    class Plain:
        def method(self): pass
    try:
        raise TypeError
    except TypeError as exc:
        traceback_type = type(exc.__traceback__)
        frame_type = type(exc.__traceback__.tb_frame)
    return {
        'FunctionType': type(generator), 'LambdaType': type(generator), 'MappingProxyType': type(type.__dict__),
        'CodeType': type(generator.__code__), 'GeneratorType': type(generator()), 'CoroutineType': coroutine_type,
        'AsyncGeneratorType': type(async_generator()), 'CellType': type(closure.__closure__[0]),
        'MethodType': type(Plain().method), 'BuiltinFunctionType': type(len), 'BuiltinMethodType': type([].append),
        'WrapperDescriptorType': type(object.__init__), 'MethodWrapperType': type(object().__str__),
        'MethodDescriptorType': type(str.join), 'ClassMethodDescriptorType': type(dict.__dict__['fromkeys']),
        'ModuleType': type(sys), 'TracebackType': traceback_type, 'FrameType': frame_type,
        'GetSetDescriptorType': type(type(generator).__code__), 'MemberDescriptorType': type(type(generator).__globals__),
        'GenericAlias': type(list[int]), 'UnionType': type(int | str), 'EllipsisType': type(Ellipsis),
        'NoneType': type(None), 'NotImplementedType': type(NotImplemented),
    }


globals().update(_names())
del _names


SimpleNamespace = type(sys.implementation)


class DynamicClassAttribute:
    """A property of instances; the class answers the name by its own __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or (fget.__doc__ if fget else None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        result = type(self)(fget, self.fset, self.fdel, (fget.__doc__ if self.overwrite_doc else None) or self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def setter(self, fset):
        result = type(self)(self.fget, fset, self.fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def deleter(self, fdel):
        result = type(self)(self.fget, self.fset, fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result


def resolve_bases(bases):
    """The bases with each that has __mro_entries__ replaced by what it answers."""
    resolved = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, '__mro_entries__', None)
        if entries is None:
            resolved.append(base)
            continue
        changed = True
        new = entries(bases)
        if not isinstance(new, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        resolved.extend(new)
    return tuple(resolved) if changed else bases


def _metaclass(meta, bases):
    for base in bases:
        if issubclass(type(base), meta):
            meta = type(base)
        elif not issubclass(meta, type(base)):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the '
                            'metaclasses of all its bases')
    return meta


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the remaining keywords of a class to be made."""
    kwds = dict(kwds or {})
    meta = kwds.pop('metaclass', type(bases[0]) if bases else type)
    if isinstance(meta, type):
        meta = _metaclass(meta, bases)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, '__prepare__') else {}
    return meta, namespace, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Create a class object dynamically using the appropriate metaclass."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)


def coroutine(func):
    """Convert regular generator function to a coroutine."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    flags = getattr(getattr(func, '__code__', None), 'co_flags', 0)
    if flags & 0x20:
        func.__code__ = func.__code__.replace(co_flags=flags | 0x100)
    return func


__all__ = [name for name in globals() if not name.startswith('_')]
