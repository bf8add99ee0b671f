"""Classes that are mostly their fields: __init__, __repr__, comparison and more, made from annotations."""

import copy
import keyword
import sys
from reprlib import recursive_repr
from types import FunctionType, GenericAlias, MappingProxyType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict',
           'astuple', 'make_dataclass', 'replace', 'is_dataclass']

_FIELDS, _PARAMS, _POST_INIT = '__dataclass_fields__', '__dataclass_params__', '__post_init__'
_ORDER = {'__lt__': '<', '__le__': '<=', '__gt__': '>', '__ge__': '>='}


class FrozenInstanceError(AttributeError):
    """An attribute of a frozen instance was assigned or deleted."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _FIELD_BASE:
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = (_FIELD_BASE(n) for n in ('_FIELD', '_FIELD_CLASSVAR', '_FIELD_INITVAR'))


class InitVar:
    """The annotation of a parameter of __init__ that is no field."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        plain = isinstance(self.type, type) and not isinstance(self.type, GenericAlias)
        return f'dataclasses.InitVar[{self.type.__name__ if plain else repr(self.type)}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only',
                 '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only

    @recursive_repr()
    def __repr__(self):
        names = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare', 'metadata', 'kw_only')
        return 'Field(%s,_field_type=%s)' % (','.join(f'{n}={getattr(self, n)!r}' for n in names), self._field_type)

    def __set_name__(self, owner, name):
        set_name = getattr(type(self.default), '__set_name__', None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq = init, repr, eq
        self.order, self.unsafe_hash, self.frozen = order, unsafe_hash, frozen

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join(f'{n}={getattr(self, n)!r}' for n in self.__slots__)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Say more of a field than its annotation does."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---- the fields of a class -----------------------------------------------------------------------------------------

def _names_kind(annotation, cls, name, module_name):
    """Whether the annotation, a str, spells [name], alone or as an attribute of [module_name]."""
    head = annotation.split('[')[0].strip()
    namespace = vars(sys.modules.get(cls.__module__, object))
    prefix, dot, last = head.rpartition('.')
    if dot:
        module = namespace.get(prefix)
        return last == name and module is not None and module is sys.modules.get(module_name)
    module = sys.modules.get(module_name)
    return module is not None and namespace.get(head) is getattr(module, name, MISSING)


def _is_classvar(annotation, cls):
    typing = sys.modules.get('typing')
    if isinstance(annotation, str):
        return typing is not None and _names_kind(annotation, cls, 'ClassVar', 'typing')
    return typing is not None and (annotation is typing.ClassVar or
                                   getattr(annotation, '__origin__', None) is typing.ClassVar)


def _is_initvar(annotation, cls):
    if isinstance(annotation, str):
        return _names_kind(annotation, cls, 'InitVar', 'dataclasses')
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, cls):
    if isinstance(annotation, str):
        return _names_kind(annotation, cls, 'KW_ONLY', 'dataclasses')
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == 'member_descriptor':
            default = MISSING  # a slot
        f = field(default=default)
    f.name, f.type = name, annotation
    f._field_type = (_FIELD_CLASSVAR if _is_classvar(annotation, cls) else
                     _FIELD_INITVAR if _is_initvar(annotation, cls) else _FIELD)
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
    return f


def _own_fields(cls, kw_only):
    """The fields that the class itself annotates."""
    found, seen_kw_only = [], False
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if _is_kw_only(annotation, cls):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_kw_only = kw_only = True
        else:
            found.append(_get_field(cls, name, annotation, kw_only))
    return found


# ---- the methods ---------------------------------------------------------------------------------------------------

def _make(name, parameters, body, globals, closure=(), returns=False):
    """A function of that name, living in [globals]; [closure]: what else its text refers to."""
    closure = dict(closure)
    lines = ''.join(f'  {line}\n' for line in body)
    arrow = '->None' if returns else ''
    made = {}
    exec(f'def make({",".join(closure)}):\n def {name}({",".join(parameters)}){arrow}:\n{lines} return {name}', globals, made)
    return made['make'](**closure)


def _tuple_text(obj, names):
    return '(' + ''.join(f'{obj}.{n},' for n in names) + ')' if names else '()'


def _init_parameter(f):
    text = f'{f.name}:_type_{f.name}'
    if f.default is not MISSING:
        return f'{text}=_dflt_{f.name}'
    return text + '=_HAS_DEFAULT_FACTORY' if f.default_factory is not MISSING else text


def _assign(f, self_name, frozen, value):
    if frozen:
        return f'__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})'
    return f'{self_name}.{f.name}={value}'


def _init_line(f, self_name, frozen, slots):
    """The line of __init__ that fills a field; None: there is none."""
    if f.default_factory is not MISSING:
        made = f'_dflt_{f.name}()'
        value = f'{made} if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}' if f.init else made
    elif f.init:
        value = f.name
    elif slots and f.default is not MISSING:
        value = f'_dflt_{f.name}'
    else:
        return None
    return None if f._field_type is _FIELD_INITVAR else _assign(f, self_name, frozen, value)


def _make_init(cls, every, ordered, keyword_only, frozen, post_init, self_name, globals, slots):
    seen = None
    for f in ordered:
        if f.init and not (f.default is MISSING and f.default_factory is MISSING):
            seen = f
        elif f.init and seen:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    names = {f'_type_{f.name}': f.type for f in every}
    names.update(_HAS_DEFAULT_FACTORY=_HAS_DEFAULT_FACTORY, __dataclass_builtins_object__=object)
    for f in every:
        if f.default_factory is not MISSING:
            names[f'_dflt_{f.name}'] = f.default_factory
        elif f.default is not MISSING:
            names[f'_dflt_{f.name}'] = f.default
    body = [line for f in every if (line := _init_line(f, self_name, frozen, slots))]
    if post_init:
        arguments = ','.join(f.name for f in every if f._field_type is _FIELD_INITVAR)
        body.append(f'{self_name}.{_POST_INIT}({arguments})')
    parameters = [self_name] + [_init_parameter(f) for f in ordered if f.init]
    if keyword_only:
        parameters += ['*'] + [_init_parameter(f) for f in keyword_only if f.init]
    return _make('__init__', parameters, body or ['pass'], globals, names, returns=True)


def _make_repr(fields_, globals):
    text = ', '.join(f'{f.name}={{self.{f.name}!r}}' for f in fields_)
    made = _make('__repr__', ('self',), [f'return self.__class__.__qualname__ + f"({text})"'], globals)
    return recursive_repr()(made)


def _make_comparison(name, operator, names, globals):
    mine, others = _tuple_text('self', names), _tuple_text('other', names)
    return _make(name, ('self', 'other'), ['if other.__class__ is self.__class__:', f' return {mine}{operator}{others}',
                                           'return NotImplemented'], globals)


def _make_frozen(name, fields_, cls, globals):
    value = ',value' if name == '__setattr__' else ''
    verb = 'assign to' if value else 'delete'
    wanted = '(' + ''.join(f'{f.name!r},' for f in fields_) + ')' if fields_ else '()'
    body = [f'if type(self) is cls or name in {wanted}:',
            f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")', f'super(cls, self).{name}(name{value})']
    names = {'cls': cls, 'FrozenInstanceError': FrozenInstanceError}
    return _make(name, ('self', 'name') + (('value',) if value else ()), body, globals, names)


def _make_hash(names, globals):
    return _make('__hash__', ('self',), [f'return hash({_tuple_text("self", names)})'], globals)


def _set_new(cls, name, value):
    """Set an attribute that the class does not have itself; whether it had it."""
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
    setattr(cls, name, value)
    return False


def _hash_action(cls, params, compared, globals):
    """What becomes of __hash__: by unsafe_hash, eq, frozen, and whether the class has one of its own."""
    own = cls.__dict__.get('__hash__', MISSING)
    explicit = not (own is MISSING or (own is None and '__eq__' in cls.__dict__))
    if params.unsafe_hash:
        if explicit:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = _make_hash(compared, globals)
        cls.__hash__.__qualname__ = f'{cls.__qualname__}.__hash__'
    elif params.eq and not explicit:
        cls.__hash__ = _make_hash(compared, globals) if params.frozen else None
        if params.frozen:
            cls.__hash__.__qualname__ = f'{cls.__qualname__}.__hash__'


def _inherited(cls):
    """The fields of the bases, and whether any or all of the bases that are dataclasses are frozen."""
    found, frozen = {}, []
    for base in cls.__mro__[-1:0:-1]:
        theirs = getattr(base, _FIELDS, None)
        if theirs is not None:
            found.update(theirs)
            frozen.append(getattr(base, _PARAMS).frozen)
    return found, frozen


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    globals = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    setattr(cls, _PARAMS, params)
    found, frozen_bases = _inherited(cls)
    for f in _own_fields(cls, kw_only):
        found[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if frozen_bases:
        if any(frozen_bases) and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any(frozen_bases) and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, found)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    _add_methods(cls, params, list(found.values()), globals, match_args, slots)
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    return _with_slots(cls, frozen, weakref_slot) if slots else cls


def _add_methods(cls, params, every, globals, match_args, slots):
    real = [f for f in every if f._field_type is _FIELD]
    in_init = [f for f in every if f._field_type in (_FIELD, _FIELD_INITVAR)]
    positional = [f for f in in_init if f.init and not f.kw_only]
    compared = [f.name for f in real if f.compare]
    if params.init:
        self_name = '__dataclass_self__' if any(f.name == 'self' for f in every) else 'self'
        keyword_only = [f for f in in_init if f.init and f.kw_only]
        _set_new(cls, '__init__', _make_init(cls, in_init, positional, keyword_only, params.frozen,
                                             hasattr(cls, _POST_INIT), self_name, globals, slots))
    if params.repr:
        _set_new(cls, '__repr__', _make_repr([f for f in real if f.repr], globals))
    if params.eq:
        _set_new(cls, '__eq__', _make_comparison('__eq__', '==', compared, globals))
    for name, operator in _ORDER.items() if params.order else ():
        if _set_new(cls, name, _make_comparison(name, operator, compared, globals)):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                            'Consider using functools.total_ordering')
    for name in ('__setattr__', '__delattr__') if params.frozen else ():
        if _set_new(cls, name, _make_frozen(name, real, cls, globals)):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    _hash_action(cls, params, [f.name for f in real if (f.compare if f.hash is None else f.hash)], globals)
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__ + _signature_text(cls)
    if match_args:
        _set_new(cls, '__match_args__', tuple(f.name for f in positional))


def _signature_text(cls):
    """The parameters as inspect.signature() would write them."""
    try:
        from inspect import signature
    except ImportError:
        return '(...)'
    return str(signature(cls)).replace(' -> None', '')


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    return [] if slots is None else [slots] if isinstance(slots, str) else list(slots)


def _with_slots(cls, frozen, weakref_slot):
    """The class once more, its fields in slots."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    namespace['__slots__'] = tuple(n for n in names + (('__weakref__',) if weakref_slot else ()) if n not in inherited)
    for name in names + ('__dict__', '__weakref__'):
        namespace.pop(name, None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if frozen:
        for name, function in ('__getstate__', _dataclass_getstate), ('__setstate__', _dataclass_setstate):
            if name not in namespace:
                setattr(cls, name, function)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Add the methods that follow from the annotated fields of a class."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# ---- asking and converting -----------------------------------------------------------------------------------------

def fields(class_or_instance):
    """A tuple of the fields."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether obj is a dataclass or an instance of one."""
    cls = obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict; dataclasses, lists, tuples and dicts among the values likewise, other values copied."""
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _convert(obj, lambda names, values: dict_factory(list(zip(names, values))))


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple; dataclasses, lists, tuples and dicts among them likewise."""
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _convert(obj, lambda names, values: tuple_factory(values))


def _convert(obj, make):
    if _is_instance(obj):
        names = [f.name for f in fields(obj)]
        return make(names, [_convert(getattr(obj, name), make) for name in names])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_convert(v, make) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_convert(v, make) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((_convert(k, make), _convert(v, make)) for k, v in obj.items())
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Make a dataclass from names, (name, type) pairs and (name, type, Field) triples."""
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
    from types import new_class
    body = {**(namespace or {}), **defaults, '__annotations__': annotations}
    cls = new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object like obj, with other values for some fields."""
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
