"""Annotations: generic aliases, special forms, protocols, and asking for the types of annotated names.

   Nothing here checks anything when a program runs; what these objects must do is to exist, to print well, to
   compare, and to be substituted into each other.
"""

import abc
import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from types import GenericAlias

__all__ = ['Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional',
           'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union', 'AbstractSet', 'ByteString',
           'Container', 'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping',
           'MappingView', 'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView',
           'Awaitable', 'AsyncIterator', 'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator',
           'AsyncContextManager', 'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex', 'SupportsFloat',
           'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap', 'Counter', 'Deque', 'Dict', 'DefaultDict', 'List',
           'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict', 'Generator', 'BinaryIO', 'IO', 'Match',
           'Pattern', 'TextIO', 'AnyStr', 'assert_type', 'assert_never', 'cast', 'clear_overloads',
           'dataclass_transform', 'final', 'get_args', 'get_origin', 'get_overloads', 'get_type_hints', 'is_typeddict',
           'LiteralString', 'Never', 'NewType', 'no_type_check', 'no_type_check_decorator', 'NoReturn', 'NotRequired',
           'overload', 'ParamSpecArgs', 'ParamSpecKwargs', 'Required', 'reveal_type', 'runtime_checkable', 'Self',
           'Text', 'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'Unpack']

TYPE_CHECKING = False
Text = str


# ---- showing and converting ---------------------------------------------------------------------------------------

def _type_repr(obj):
    """A type as it is written in a program."""
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    return obj.__name__ if isinstance(obj, types.FunctionType) else repr(obj)


def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return type(None)
    return ForwardRef(arg, module=module, is_class=allow_special_forms) if isinstance(arg, str) else arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument as a type; TypeError when it cannot be one."""
    invalid = (Generic, Protocol) if allow_special_forms else (Generic, Protocol, ClassVar, Final) if is_argument else \
        (Generic, Protocol)
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in invalid:
        raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias) or \
            (allow_special_forms and arg in (ClassVar, Final)):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _collect_parameters(args):
    """The type variables in the arguments, in the order of their first use."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            inner = _collect_parameters(arg)
        elif hasattr(arg, '__typing_subst__'):
            inner = (arg,)
        else:
            inner = getattr(arg, '__parameters__', ())
        found += [p for p in inner if p not in found]
    return tuple(found)


def _unique(params):
    return [p for i, p in enumerate(params) if p not in params[:i]]


def _flatten_literal(params):
    flat = []
    for p in params:
        flat += p.__args__ if isinstance(p, _LiteralGenericAlias) else [p]
    return flat


def _cached(function):
    """The same answer for the same arguments, where they can be hashed."""
    cached = functools.lru_cache(typed=True)(function)

    @functools.wraps(function)
    def inner(*args, **kwargs):
        try:
            return cached(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)
    return inner


# ---- special forms -------------------------------------------------------------------------------------------------

class _Final:
    """Cannot be subclassed."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError('Cannot subclass special typing classes')


@_cached
def _subscripted(getitem, self, parameters):
    return getitem(self, parameters)


class _SpecialForm(_Final, _root=True):
    # A name such as Union, subscripted by a function.

    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem, self._name, self.__doc__ = getitem, getitem.__name__, getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        return _subscripted(self._getitem, self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        return self._getitem(self, *(parameters if isinstance(parameters, tuple) else (parameters,)))


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that fits everywhere."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls, *args, **kwargs)


def _plain_form(name, doc):
    def form(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    form.__name__, form.__doc__ = name, doc
    return _SpecialForm(form)


NoReturn = _plain_form('NoReturn', 'The type of a function that never returns.')
Never = _plain_form('Never', 'The type that has no values.')
Self = _plain_form('Self', 'The type of the instance whose class this stands in.')
LiteralString = _plain_form('LiteralString', 'A string that is put together of literals alone.')
TypeAlias = _plain_form('TypeAlias', 'Marks an assignment as the definition of a type alias.')


def _form_of_one(name, what, doc, special=False):
    def form(self, parameters):
        return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.' if what is None else
                                                f'{self}{what}', allow_special_forms=special),))
    form.__name__, form.__doc__ = name, doc
    return _SpecialForm(form)


ClassVar = _form_of_one('ClassVar', None, 'Marks a variable of the class, not of its instances.')
Final = _form_of_one('Final', None, 'Marks a name that is not bound again.')
TypeGuard = _form_of_one('TypeGuard', None, 'The result of a function that tells whether a value is of a type.')
Required = _form_of_one('Required', ' accepts only a single type.', 'Marks a key of a TypedDict that must be there.', True)
NotRequired = _form_of_one('NotRequired', ' accepts only a single type.', 'Marks a key of a TypedDict that may be missing.', True)


@_SpecialForm
def Union(self, parameters):
    """A value of any of the types."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    given, flat = parameters if isinstance(parameters, tuple) else (parameters,), []
    for p in [_type_check(p, 'Union[arg, ...]: each arg must be a type.') for p in given]:
        flat += p.__args__ if isinstance(p, (_UnionGenericAlias, types.UnionType)) else [p]
    flat = tuple(_unique(flat))
    if len(flat) == 1:
        return flat[0]
    return _UnionGenericAlias(self, flat, name='Optional' if len(flat) == 2 and type(None) in flat else None)


@_SpecialForm
def Optional(self, parameters):
    """A value of the type, or None."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


@_TypedCacheSpecialForm
def Literal(self, *parameters):
    """One of these values."""
    flat = _flatten_literal(parameters)
    try:
        pairs = _unique([(p, type(p)) for p in flat])
        flat = [p for p, _ in pairs]
    except TypeError:
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters put before those of a ParamSpec."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    msg = 'Concatenate[arg, ...]: each arg must be a type.'
    return _ConcatenateGenericAlias(self, (*(_type_check(p, msg) for p in parameters[:-1]), parameters[-1]))


@_SpecialForm
def Unpack(self, parameters):
    """The types of a TypeVarTuple, one by one."""
    return _UnpackGenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


class ForwardRef(_Final, _root=True):
    """A type that is given by the text of an expression."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__', '__forward_is_class__', '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            self.__forward_code__ = compile(f'({arg},)[0]' if arg.startswith('*') else arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__, self.__forward_module__ = arg, module
        self.__forward_evaluated__, self.__forward_value__ = False, None
        self.__forward_is_argument__, self.__forward_is_class__ = is_argument, is_class

    def _evaluate(self, globalns, localns, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None and localns is None:
                globalns = localns = {}
            elif globalns is None or localns is None:
                globalns = localns = localns if globalns is None else globalns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__, None), '__dict__', globalns)
            made = _type_check(eval(self.__forward_code__, globalns, localns),
                               'Forward references must evaluate to types.', is_argument=self.__forward_is_argument__,
                               allow_special_forms=self.__forward_is_class__)
            self.__forward_value__ = _eval_type(made, globalns, localns, recursive_guard | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_arg__ == other.__forward_arg__ and self.__forward_value__ == other.__forward_value__
        return self.__forward_arg__ == other.__forward_arg__ and self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = '' if self.__forward_module__ is None else f', module={self.__forward_module__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{module})'


# ---- type variables --------------------------------------------------------------------------------------------------

class _TypeVarLike(_Final, _root=True):
    """What all type variables have: a name, a bound, a variance, and the module they are defined in."""

    __module__ = 'typing'

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def _begin(self, name, bound, covariant, contravariant):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = _type_check(bound, 'Bound must be a type.') if bound else None

    def _end(self):
        module = sys._getframe(2).f_globals.get('__name__', '__main__')
        if module != 'typing':
            self.__module__ = module

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class TypeVar(_TypeVarLike, _root=True):
    """A type that is to be filled in."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self._begin(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if constraints and len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__constraints__ = tuple(_type_check(c, 'TypeVar(name, constraint, ...): constraints must be types.')
                                     for c in constraints)
        self._end()

    def __typing_subst__(self, arg):
        arg = _type_check(arg, 'Parameters to generic types must be types.')
        if isinstance(arg, (_UnpackGenericAlias, ParamSpec, TypeVarTuple)):
            raise TypeError(f'{arg} is not valid as type argument')
        return arg


class TypeVarTuple(_TypeVarLike, _root=True):
    """Any number of types that are to be filled in."""

    def __init__(self, name):
        self.__name__ = name
        self._end()

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')


class _ParamSpecPart(_Final, _root=True):
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, self.__class__) else NotImplemented

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._part}'

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')


class ParamSpecArgs(_ParamSpecPart, _root=True):
    """The positional arguments that a ParamSpec stands for."""

    _part = 'args'


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    """The keyword arguments that a ParamSpec stands for."""

    _part = 'kwargs'


class ParamSpec(_TypeVarLike, _root=True):
    """The parameters of a function that are to be filled in."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self._begin(name, bound, covariant, contravariant)
        self._end()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(a, 'Expected a type.') for a in arg)
        if not (arg is ... or isinstance(arg, (ParamSpec, _ConcatenateGenericAlias))):
            raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
        return arg


# ---- aliases ---------------------------------------------------------------------------------------------------------

class _BaseGenericAlias(_Final, _root=True):
    """A class under another name, perhaps with arguments: makes its instances, shows its attributes."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst, self._name, self.__origin__, self.__slots__ = inst, name, origin, None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        i = bases.index(self)
        if not any(isinstance(b, _BaseGenericAlias) or (isinstance(b, type) and issubclass(b, Generic)) for b in bases[i + 1:]):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ('_name', '_inst', '_nparams', '_paramspec_tvars', '_typevar_types'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


def _is_dunder(attr):
    return attr.startswith('__') and attr.endswith('__')


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A generic type with its arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = tuple(... if a is _TypingEllipsis else a for a in (args if isinstance(args, tuple) else (args,)))
        self.__parameters__ = _collect_parameters(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        args = args if isinstance(args, tuple) else (args,)
        return self.copy_with(tuple(self._substituted(args)))

    def _substituted(self, args):
        """The arguments, with [args] in place of the type variables."""
        params = self.__parameters__
        if len(params) == 1 and isinstance(params[0], ParamSpec) and not (len(args) == 1 and _is_param_expr(args[0])):
            args = (args,)
        packed = next((i for i, p in enumerate(params) if isinstance(p, TypeVarTuple)), None)
        if packed is not None:
            tail = len(params) - packed - 1
            if len(args) < len(params) - 1:
                raise TypeError(f'Too few arguments for {self}; actual {len(args)}, expected at least {len(params) - 1}')
            args = (*args[:packed], tuple(args[packed:len(args) - tail]), *args[len(args) - tail:])
        elif len(args) != len(params):
            raise TypeError(f'Too {"many" if len(args) > len(params) else "few"} arguments for {self}; '
                            f'actual {len(args)}, expected {len(params)}')
        wanted = dict(zip(params, args))
        for arg in self.__args__:
            yield from self._one(arg, wanted)

    def _one(self, arg, wanted):
        if isinstance(arg, type) and not isinstance(arg, GenericAlias):
            yield arg
        elif isinstance(arg, _UnpackGenericAlias) and arg.__args__[0] in wanted:
            yield from wanted[arg.__args__[0]]
        elif hasattr(arg, '__typing_subst__'):
            made = arg.__typing_subst__(wanted[arg])
            if isinstance(made, tuple) and self.__origin__ == collections.abc.Callable:
                yield from made
            else:
                yield made
        else:
            inner = getattr(arg, '__parameters__', ())
            yield arg[tuple(x for p in inner for x in (wanted[p] if isinstance(p, TypeVarTuple) else (wanted[p],)))] \
                if inner else arg

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        return f'{name}[{", ".join(_type_repr(a) for a in self.__args__) or "()"}]'

    def __reduce__(self):
        return operator.getitem, (globals()[self._name] if self._name else self.__origin__,
                                  self.__args__ if len(self.__args__) != 1 else self.__args__[0])

    def __mro_entries__(self, bases):
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            i = bases.index(self)
            if any(isinstance(b, _BaseGenericAlias) and b is not self for b in bases[i + 1:]):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))


class _TypingEllipsis:
    """Stands for ... where it is an argument."""


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """A built-in class under the name of this module, such as List."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__doc__ = f'A generic version of {origin.__module__}.{origin.__qualname__}.'

    @_cached
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_type_check(p, 'Parameters to generic types must be types.') for p in params)
        if len(params) != self._nparams:
            raise TypeError(f'Too {"many" if len(params) > self._nparams else "few"} parameters for {self}; '
                            f'actual {len(params)}, expected {self._nparams}')
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


class _CallableGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return f'typing.Callable[[{", ".join(_type_repr(a) for a in args[:-1])}], {_type_repr(args[-1])}]'


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is ...:
            return self.copy_with((_TypingEllipsis, result))
        if isinstance(args, list):
            args = tuple(args)
        elif not isinstance(args, tuple):
            args = (args,)
        return self.copy_with(tuple(_type_convert(a) for a in args) + (result,))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = 'Tuple[t, ...]: t must be a type.'
            return self.copy_with((*(_type_check(p, msg) for p in params[:-1]), _TypingEllipsis))
        return self.copy_with(tuple(_type_check(p, 'Tuple[t0, t1, ...]: each t must be a type.') for p in params))


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_type_repr(args[args[0] is type(None)])}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(p, type(p)) for p in self.__args__} == {(p, type(p)) for p in other.__args__}

    def __hash__(self):
        return hash(frozenset((p, type(p)) for p in self.__args__))

    def __repr__(self):
        return f'typing.Literal[{", ".join(map(repr, self.__args__))}]'


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return '*' + repr(self.__args__[0])


class _AnnotatedAlias(_GenericAlias, _root=True):
    """A type, and what else is said of it."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {", ".join(map(repr, self.__metadata__))}]'

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        return 'Annotated' if attr in ('__name__', '__qualname__') else super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class Annotated:
    """A type, and what else is said of it: Annotated[type, more, ...]."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
        return _AnnotatedAlias(origin, tuple(params[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f'Cannot subclass {cls.__module__}.Annotated')


# ---- generic classes and protocols -----------------------------------------------------------------------------------

class Generic:
    """A base of classes that take types as arguments."""

    __slots__ = ()
    _is_protocol = False

    @_cached
    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_type_convert(p) for p in params)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
            if not all(isinstance(p, (TypeVar, ParamSpec, TypeVarTuple, _UnpackGenericAlias)) for p in params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter specification '
                                'variables.')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
            return _GenericAlias(cls, params)
        wanted = cls.__parameters__
        if not wanted:
            raise TypeError(f'{cls} is not a generic class')
        if len(wanted) == 1 and isinstance(wanted[0], ParamSpec) and not (len(params) == 1 and _is_param_expr(params[0])):
            params = (params,)
        if not any(isinstance(p, TypeVarTuple) for p in wanted) and len(params) != len(wanted):
            raise TypeError(f'Too {"many" if len(params) > len(wanted) else "few"} arguments for {cls}; '
                            f'actual {len(params)}, expected {len(wanted)}')
        return _GenericAlias(cls, tuple(tuple(p) if isinstance(p, list) else p for p in params))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if '__orig_bases__' in cls.__dict__:
            plain = Generic in cls.__orig_bases__
        else:
            plain = Generic in cls.__bases__ and cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta
        if plain:
            raise TypeError('Cannot inherit from plain Generic')
        found = ()
        if '__orig_bases__' in cls.__dict__:
            found, given = _collect_parameters(cls.__orig_bases__), None
            for base in cls.__orig_bases__:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    if given is not None:
                        raise TypeError('Cannot inherit from Generic[...] multiple types.')
                    given = base.__parameters__
            if given is not None:
                missing = [str(p) for p in found if p not in given]
                if missing:
                    raise TypeError(f'Some type variables ({", ".join(missing)}) are not listed in '
                                    f'Generic[{", ".join(map(str, given))}]')
                found = given
        cls.__parameters__ = tuple(found)


_NOT_MEMBERS = {'__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '__match_args__', '__parameters__',
                '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol', '_abc_impl', '__final__'}


def _members_of(cls):
    """The attributes that a protocol asks for."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        found.update(name for name in (*base.__dict__, *getattr(base, '__annotations__', {}))
                     if not name.startswith('_abc_') and name not in _NOT_MEMBERS)
    return found


def _has_member(obj, cls, name):
    return hasattr(obj, name) and (not callable(getattr(cls, name, None)) or getattr(obj, name) is not None)


class _ProtocolMeta(abc.ABCMeta):
    """Makes isinstance() ask for attributes."""

    def __instancecheck__(cls, instance):
        if getattr(cls, '_is_protocol', False) and not getattr(cls, '_is_runtime_protocol', False) and \
                not _called_by_abc(2):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        protocol = getattr(cls, '_is_protocol', False)
        names = _members_of(cls) if protocol else ()
        if all(callable(getattr(cls, n, None)) for n in names) and issubclass(instance.__class__, cls):
            return True
        if protocol and all(_has_member(instance, cls, n) for n in names):
            return True
        return super().__instancecheck__(instance)


def _called_by_abc(depth):
    return sys._getframe(depth).f_globals.get('__name__') in ('abc', 'functools')


def _protocol_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    if not getattr(cls, '_is_runtime_protocol', False):
        if _called_by_abc(3):
            return NotImplemented
        raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
    names = _members_of(cls)
    if not all(callable(getattr(cls, name, None)) for name in names):
        if _called_by_abc(3) and sys._getframe(2).f_code.co_name == '__instancecheck__':
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support issubclass()")
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')
    for name in names:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if getattr(other, '_is_protocol', False) and name in getattr(base, '__annotations__', {}):
                break
        else:
            return NotImplemented
    return True


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """A base of classes that describe which attributes an object must have."""

    __slots__ = ()
    _is_protocol, _is_runtime_protocol = True, False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or getattr(base, '_is_protocol', False) or
                    base.__module__ in ('collections.abc', 'contextlib', 'typing')):
                raise TypeError('Protocols can only inherit from other protocols, got %r' % base)
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init

    __init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Let isinstance() ask whether an object has what a protocol describes."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not cls._is_protocol:
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


# ---- the names of built-in classes -------------------------------------------------------------------------------------

T, KT, VT = TypeVar('T'), TypeVar('KT'), TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)
_alias = _SpecialGenericAlias

Hashable, Sized = _alias(collections.abc.Hashable, 0), _alias(collections.abc.Sized, 0)
ByteString = _alias(collections.abc.ByteString, 0)
for _name in ('Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence '
              'MutableSequence MappingView KeysView ValuesView').split():
    globals()[_name] = _alias(getattr(collections.abc, _name), 1)
for _name in 'Mapping MutableMapping ItemsView AsyncGenerator'.split():
    globals()[_name] = _alias(getattr(collections.abc, _name), 2)
for _name in 'Coroutine Generator'.split():
    globals()[_name] = _alias(getattr(collections.abc, _name), 3)
AbstractSet = _alias(collections.abc.Set, 1, name='AbstractSet')
Callable = _CallableType(collections.abc.Callable, 2)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
List, Set = _alias(list, 1, inst=False, name='List'), _alias(set, 1, inst=False, name='Set')
FrozenSet, Dict = _alias(frozenset, 1, inst=False, name='FrozenSet'), _alias(dict, 2, inst=False, name='Dict')
Type = _alias(type, 1, inst=False, name='Type')
Deque, Counter = _alias(collections.deque, 1, name='Deque'), _alias(collections.Counter, 1)
DefaultDict, OrderedDict = _alias(collections.defaultdict, 2, name='DefaultDict'), _alias(collections.OrderedDict, 2)
ChainMap = _alias(collections.ChainMap, 2)
ContextManager = _alias(contextlib.AbstractContextManager, 1, name='ContextManager')
AsyncContextManager = _alias(contextlib.AbstractAsyncContextManager, 1, name='AsyncContextManager')


def __getattr__(name):
    """Pattern and Match need the module re only when they are asked for."""
    if name in ('Pattern', 'Match'):
        import re
        made = globals()[name] = _alias(getattr(re, name), 1)
        return made
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def _supports(name, method, doc, result):
    def stub(self):
        pass
    stub.__name__, stub.__qualname__ = method, f'{name}.{method}'
    made = _ProtocolMeta(name, (Protocol,), {'__module__': __name__, '__qualname__': name, '__doc__': doc, '__slots__': (),
                                             '_is_protocol': True, method: abc.abstractmethod(stub)})
    return runtime_checkable(made)


SupportsInt = _supports('SupportsInt', '__int__', 'Has __int__.', int)
SupportsFloat = _supports('SupportsFloat', '__float__', 'Has __float__.', float)
SupportsComplex = _supports('SupportsComplex', '__complex__', 'Has __complex__.', complex)
SupportsBytes = _supports('SupportsBytes', '__bytes__', 'Has __bytes__.', bytes)
SupportsIndex = _supports('SupportsIndex', '__index__', 'Has __index__.', int)
SupportsAbs = _supports('SupportsAbs', '__abs__', 'Has __abs__.', T_co)
SupportsRound = _supports('SupportsRound', '__round__', 'Has __round__.', T_co)


class IO(Generic[AnyStr]):
    """What open() answers."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()


# ---- named tuples, typed dicts, new types ------------------------------------------------------------------------------

class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        annotations = ns.get('__annotations__', {})
        defaults = []
        for name in annotations:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field'
                                f'{"s" if len(defaults) > 1 else ""} {", ".join(defaults)}')
        made = _make_namedtuple(typename, annotations.items(), [ns[n] for n in defaults], ns['__module__'])
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in ns.items():
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_make',
                       '_replace', '_asdict', '_source'):
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in ('__module__', '__name__', '__annotations__', '__qualname__') and key not in made._fields:
                setattr(made, key, value)
        if Generic in bases:
            made.__init_subclass__()
        return made


def _make_namedtuple(name, fields, defaults=(), module=None):
    kinds = {n: _type_check(t, f'field {n} annotation must be a type') for n, t in fields}
    made = collections.namedtuple(name, list(kinds), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = kinds
    return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple whose fields have types; also a base of classes."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    made = _make_namedtuple(typename, fields, module=sys._getframe(1).f_globals.get('__name__', '__main__'))
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        annotations, required, optional = {}, set(), set()
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _type_check(t, msg, module=made.__module__) for n, t in ns.get('__annotations__', {}).items()}
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required.update(base.__dict__.get('__required_keys__', ()))
            optional.update(base.__dict__.get('__optional_keys__', ()))
        annotations.update(own)
        for key, kind in own.items():
            origin = get_origin(kind)
            if origin is Annotated:
                origin = get_origin(get_args(kind)[0])
            (required if origin is Required or (origin is not NotRequired and total) else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        if not hasattr(made, '__total__'):
            made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict whose keys have types; also a base of classes."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, but not both')
    module = sys._getframe(1).f_globals.get('__name__', '__main__')
    return _TypedDictMeta(typename, (), {'__annotations__': dict(fields), '__module__': module}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class NewType:
    """A type of its own for a checker; when the program runs it answers its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get('__name__', '__main__')
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(f'Cannot subclass an instance of NewType: NewType("Subclass", {name}) makes another type of it')

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- asking -----------------------------------------------------------------------------------------------------------

def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """A type with the texts in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        if isinstance(t, GenericAlias):
            args = tuple(ForwardRef(a) if isinstance(a, str) else a for a in t.__args__)
            t = GenericAlias(t.__origin__, args) if args != t.__args__ else t
        args = tuple(_eval_type(a, globalns, localns, recursive_guard) for a in t.__args__)
        if args == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, args)
        return functools.reduce(operator.or_, args) if isinstance(t, types.UnionType) else t.copy_with(args)
    return t


def _strip_annotations(t):
    """A type without what Annotated, Required and NotRequired say of it."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, '__origin__') and t.__origin__ in (Required, NotRequired):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        args = tuple(_strip_annotations(a) for a in t.__args__)
        if args == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, args)
        return functools.reduce(operator.or_, args) if isinstance(t, types.UnionType) else t.copy_with(args)
    return t


def _hints_of_class(obj, globalns, localns):
    hints = {}
    for base in reversed(obj.__mro__):
        base_globals = getattr(sys.modules.get(base.__module__, None), '__dict__', {}) if globalns is None else globalns
        base_locals = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            base_globals, base_locals = base_locals, base_globals
        annotations = base.__dict__.get('__annotations__', {})
        for name, value in {} if isinstance(annotations, types.GetSetDescriptorType) else annotations.items():
            value = type(None) if value is None else value
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = _eval_type(value, base_globals, base_locals)
    return hints


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, texts among them evaluated."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        hints = _hints_of_class(obj, globalns, localns)
    else:
        if globalns is None:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = obj.__dict__ if isinstance(obj, types.ModuleType) else getattr(inner, '__globals__', {})
            localns = globalns if localns is None else localns
        elif localns is None:
            localns = globalns
        annotations = getattr(obj, '__annotations__', None)
        if annotations is None:
            if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType)):
                return {}
            raise TypeError(f'{obj!r} is not a module, class, method, or function.')
        hints = {}
        for name, value in annotations.items():
            value = type(None) if value is None else value
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType))
            hints[name] = _eval_type(value, globalns, localns)
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


def get_origin(tp):
    """What was subscripted; None for all else."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return types.UnionType if isinstance(tp, types.UnionType) else None


def get_args(tp):
    """What it was subscripted with."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, types.UnionType) else ()


def is_typeddict(tp):
    """Whether it is a TypedDict class."""
    return isinstance(tp, _TypedDictMeta)


def cast(typ, val):
    """The value itself: only a checker believes that it is of the type."""
    return val


def assert_type(val, typ, /):
    """The value itself: a checker complains unless it is of the type."""
    return val


def assert_never(arg, /):
    """Tell a checker that this line is never reached, and raise when it is."""
    value = repr(arg)
    raise AssertionError(f'Expected code to be unreachable, but got: {value if len(value) <= 100 else value[:100] + "..."}')


def reveal_type(obj, /):
    """Print the type of the value, and answer the value."""
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


_overloads = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not @overload-ed.')


def overload(func):
    """Describe one of the ways in which a function can be called."""
    inner = getattr(func, '__func__', func)
    try:
        _overloads[inner.__module__][inner.__qualname__][inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The descriptions that overload() was given."""
    inner = getattr(func, '__func__', func)
    return list(_overloads[inner.__module__][inner.__qualname__].values()) if inner.__module__ in _overloads else []


def clear_overloads():
    """Forget all descriptions."""
    _overloads.clear()


def final(f):
    """Mark a method or class that is not to be overridden or subclassed."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    """Mark annotations that are no types."""
    if isinstance(arg, type):
        for obj in arg.__dict__.values():
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            if isinstance(obj, type) and obj.__qualname__ == f'{arg.__qualname__}.{obj.__name__}':
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Mark what the decorator answers likewise."""
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    """Tell a checker that what is decorated makes dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {'eq_default': eq_default, 'order_default': order_default,
                                             'kw_only_default': kw_only_default, 'field_specifiers': field_specifiers,
                                             'kwargs': kwargs}
        return cls_or_fn
    return decorator
