"""Enumerations: classes whose attributes are their only instances.

   A class body's plain assignments become members.  While the class is being made each of them is a _Seed in its
   namespace; type.__new__ calls the seeds' __set_name__, and that is where a member comes to be, so that it exists
   before any descriptor or __init_subclass__ looks at the class.
"""

import sys
from functools import reduce
from operator import or_
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique', 'property',
           'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP', 'global_flag_repr',
           'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE']

Enum = Flag = EJECT = ReprEnum = None
_SLOTS_OF_PICKLE = ('__getnewargs_ex__', '__getnewargs__', '__reduce_ex__', '__reduce__')


class nonmember:
    """Keeps an assignment in an enumeration's body an ordinary attribute."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes an assignment in an enumeration's body a member, whatever it is."""

    def __init__(self, value):
        self.value = value


class auto:
    """A value to be chosen by _generate_next_value_()."""

    def __init__(self, value=None):
        self.value = _auto_null if value is None else value

    def __repr__(self):
        return f'auto({self.value!r})'


class _AutoNull:
    def __repr__(self):
        return '_auto_null'


_auto_null = _AutoNull()


def _is_descriptor(obj):
    return any(hasattr(obj, name) for name in ('__get__', '__set__', '__delete__'))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    start = f'_{cls_name}__'
    return len(name) > len(start) and name.startswith(start) and not name.endswith('__')


def _is_single_bit(number):
    return number > 0 and number & (number - 1) == 0


def _bits_of(number):
    """The single bits of a number, the lowest first."""
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def _make_class_unpicklable(obj):
    def _break_on_call_reduce(self, proto):
        raise TypeError('%r cannot be pickled' % self)
    if isinstance(obj, dict):
        obj['__reduce_ex__'], obj['__module__'] = _break_on_call_reduce, '<unknown>'
    else:
        obj.__reduce_ex__, obj.__module__ = _break_on_call_reduce, '<unknown>'


class property(DynamicClassAttribute):
    """An attribute of the members that a member of the same name may shadow on the class."""

    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f'{ownerclass!r} has no attribute {self.name!r}')
        if self.fget is not None:
            return self.fget(instance)
        if self.member is not None:
            return self.member
        raise AttributeError(f'{ownerclass!r} member has no attribute {self.name!r}')

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f'<enum {self.clsname!r}> cannot set attribute {self.name!r}')

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f'<enum {self.clsname!r}> cannot delete attribute {self.name!r}')

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__


class _Seed:
    """A member to be: replaces itself by the member when the class is there."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
        if not hasattr(made, '_value_'):
            try:
                made._value_ = value if cls._member_type_ is object else cls._member_type_(*args)
            except Exception as exc:
                raise TypeError('_value_ not set in __new__, unable to create it') from exc
        made._name_, made.__objclass__, made._sort_order_ = name, cls, len(cls._member_names_)
        made.__init__(*args)
        known = _find_equal(cls, made._value_)
        if known is None and Flag is not None and issubclass(cls, Flag):
            _note_flag(cls, made._value_, name)
        elif known is None:
            cls._member_names_.append(name)
        else:
            made = known
        _put_on_class(cls, name, made)
        cls._member_map_[name] = made
        try:
            cls._value2member_map_.setdefault(made._value_, made)
        except TypeError:
            pass


def _find_equal(cls, value):
    """The member that has that value already."""
    try:
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
    except TypeError:
        pass
    return next((m for m in cls._member_map_.values() if m._value_ == value), None)


def _note_flag(cls, value, name):
    """A flag of one bit is canonical; one of several, or of none, is an alias."""
    if isinstance(value, int):
        cls._flag_mask_ |= value
        if _is_single_bit(value):
            cls._singles_mask_ |= value
            cls._member_names_.append(name)
    else:
        cls._member_names_.append(name)
    cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1


def _put_on_class(cls, name, made):
    """The member as the class's attribute; a property of a base with its name shows it instead."""
    for base in cls.__mro__[1:]:
        found = base.__dict__.get(name)
        if found is None:
            continue
        if isinstance(found, (property, DynamicClassAttribute)):
            redirect = property()
            redirect.member = made
            redirect.__set_name__(cls, name)
            redirect.fget, redirect.fset, redirect.fdel = found.fget, found.fset, found.fdel
            setattr(cls, name, redirect)
            return
    setattr(cls, name, made)


class _EnumDict(dict):
    """The namespace of an enumeration's body: keeps the order of members, refuses a name used twice."""

    def __init__(self):
        super().__init__()
        self._member_names, self._last_values, self._ignore = {}, [], []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._take_sunder(key, value)
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not isinstance(value, member) and _is_descriptor(value):
            pass
        else:
            if isinstance(value, member):
                value = value.value
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            value = self._choose(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _take_sunder(self, key, value):
        allowed = ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
                   '_iter_member_by_value_', '_iter_member_by_def_')
        if key not in allowed:
            raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == '_ignore_':
            value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f'_ignore_ cannot specify already set names: {already!r}')
        return value

    def _choose(self, key, value):
        """The value itself, its auto()s replaced by chosen values."""
        if isinstance(value, auto):
            return self._next(key, value)
        if type(value) is tuple and any(isinstance(v, auto) for v in value):
            return tuple([self._next(key, v) if isinstance(v, auto) else v for v in value])
        return value

    def _next(self, key, value):
        if value.value is _auto_null:
            self._auto_called = True
            value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
        return value.value

    def update(self, members, **more):
        for name, value in members.items() if hasattr(members, 'items') else members:
            self[name] = value
        for name, value in more.items():
            self[name] = value


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = _EnumDict()
        namespace._cls_name = cls
        _, first = metacls._get_mixins_(cls, bases)
        if first is not None:
            namespace['_generate_next_value_'] = getattr(first, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        names, body = list(classdict._member_names), dict(classdict)
        for key in body.pop('_ignore_', []):
            body.pop(key, None)
        names = [name for name in names if name in body]
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) ' + ','.join(repr(name) for name in invalid))
        order = body.pop('_order_', None)
        data_type, first = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(body, data_type, first)
        for name in names:
            body[name] = _Seed(body[name])
        body.update(_new_member_=new, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
                    _member_type_=data_type, _boundary_=boundary or getattr(first, '_boundary_', None), _flag_mask_=0,
                    _singles_mask_=0, _all_bits_=0, _inverted_=None)
        try:
            made = super().__new__(metacls, cls, bases, body, **kwds)
        except RuntimeError as error:
            if error.__cause__ is None:
                raise
            raise error.__cause__
        made._finish_(body, data_type, first, save_new)
        if Flag is not None and issubclass(made, Flag):
            made._finish_flags_()
        if order is not None:
            made._check_order_(order)
        return made

    def _finish_(cls, classdict, data_type, first, save_new):
        """Special methods come from the data type or from the base enumeration, as befits; __new__ finds members."""
        if ReprEnum is not None and ReprEnum in cls.__bases__:
            if '__format__' not in classdict:
                cls.__format__ = data_type.__format__
            if '__str__' not in classdict:
                method = data_type.__str__
                cls.__str__ = data_type.__repr__ if method is object.__str__ else method
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name in classdict:
                continue
            if getattr(cls, name) is getattr(data_type, name, None) or getattr(cls, name) is getattr(object, name):
                wanted = getattr(first, name)
                if not (name in ('__str__', '__format__') and ReprEnum is not None and ReprEnum in cls.__bases__):
                    setattr(cls, name, wanted)
        if Flag is not None and issubclass(cls, Flag):
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in classdict and getattr(cls, name) is not getattr(Flag, name):
                    setattr(cls, name, getattr(Flag, name))
        if Enum is not None:
            if save_new:
                cls.__new_member__ = classdict['__new__']
            cls.__new__ = Enum.__new__
            if data_type is not object and '__reduce_ex__' not in classdict and not any(
                    name in classdict for name in _SLOTS_OF_PICKLE) and \
                    '__new__' in data_type.__dict__ and not any(hasattr(data_type, n) for n in _SLOTS_OF_PICKLE[:3]):
                _make_class_unpicklable(cls)

    def _finish_flags_(cls):
        """Members are listed by value, unless the body has them in another order."""
        values = [m._value_ for m in cls]
        if values != sorted(values):
            cls._iter_member_ = cls._iter_member_by_def_

    def _check_order_(cls, order):
        if isinstance(order, str):
            order = order.replace(',', ' ').split()
        names = cls._member_names_
        if Flag is not None and issubclass(cls, Flag):
            order = [n for n in order if n in names]
        else:
            order = [n for n in order if n not in cls._member_map_ or n in names]
        if order != names:
            raise TypeError(f'member order does not match _order_:\n  {names!r}\n  {order!r}')

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """The member of a value; with names a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings
            warnings.warn('in 3.12 __contains__ will no longer raise TypeError, but will return True or\n'
                          'False depending on whether the value is a member or the value of a member',
                          DeprecationWarning, stacklevel=2)
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (
                type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, attr))
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        members = cls.__dict__.get('_member_map_', {})
        if name in members:
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    def __dir__(cls):
        names = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__', '__module__',
                 '__name__', '__qualname__', *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add('__init_subclass__')
        return sorted(names if cls._member_type_ is object else names.union(dir(cls._member_type_)))

    def __getattr__(cls, name):
        raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        """All names, aliases among them, and their members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = 'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'
        return f'<{kind} {cls.__name__!r}>'

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """A new enumeration of names, of (name, value) pairs or of a mapping."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names, last = names, [], []
            for count, name in enumerate(given):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(classdict)
        else:
            classdict['__module__'] = module
        if qualname is not None:
            classdict['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError('<enum %r> cannot extend %r' % (class_name, base))

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """The data type of the members, and the enumeration that is inherited from."""
        if not bases:
            return object, Enum
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        return metacls._find_data_type_(class_name, bases) or object, first

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        found = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__:
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r' % (class_name, found))
        return found.pop() if found else None

    @classmethod
    def _find_new_(metacls, classdict, data_type, first):
        """The function that makes members, whether the body defines it, whether it takes the value."""
        own = classdict.get('__new__')
        save = first is not None and own is not None
        if own is None:
            plain = {None, None.__new__, object.__new__, getattr(Enum, '__new__', None)}
            for name in '__new_member__', '__new__':
                for holder in data_type, first:
                    found = getattr(holder, name, None)
                    if found not in plain:
                        own = found
                        break
                if own is not None:
                    break
            else:
                own = object.__new__
        return own, save, not (first is None or own in (getattr(Enum, '__new__', None), object.__new__))


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """An enumeration of names and values."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        result = failure = None
        try:
            result = cls._missing_(value)
        except Exception as exc:
            failure = exc
        try:
            if isinstance(result, cls) or (Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT
                                           and isinstance(result, int)):
                return result
            wrong = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            if result is None and failure is None:
                raise wrong
            if failure is None:
                failure = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (
                    cls.__name__, result))
            if not isinstance(failure, ValueError):
                failure.__context__ = wrong
            raise failure
        finally:
            failure = wrong = None

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() means: one more than the last or highest value."""
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            last = next((v for v in reversed(last_values) if isinstance(v, int)), None)
            import warnings
            warnings.warn('In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and '
                          'support adding +1\nand the value returned will be the largest value in the enum incremented by 1',
                          DeprecationWarning, stacklevel=3)
            return start if last is None else last + 1
        try:
            return last + 1
        except TypeError:
            for value in reversed(last_values):
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = self.__class__._member_type_.__repr__ if self.__class__._member_type_ is not object and \
            not hasattr(self.__class__._member_type_, '__dataclass_fields__') else repr
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, shown(self._value_))

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        names = {'__class__', '__doc__', '__eq__', '__hash__', '__module__'}
        if self.__class__._member_type_ is not object:
            names = set(object.__dir__(self))
        for name in getattr(self, '__dict__', ()):
            if name[0] != '_':
                names.add(name)
        for base in self.__class__.mro():
            for name, value in base.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(value, property):
                    if value.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                else:
                    names.add(name)
        return sorted(names | {'name', 'value'})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only repr() is the enumeration's: str() and format() are the data type's."""


class IntEnum(int, ReprEnum):
    """Members that are integers, too."""


class StrEnum(str, ReprEnum):
    """Members that are strings, too."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError('encoding must be a string, not %r' % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError('errors must be a string, not %r' % (values[2]))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() means: the name in lower case."""
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of bits that no member of a Flag has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=CONFORM):
    """Members that are bits and can be combined."""

    _numeric_repr_ = repr

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() means: the next power of two."""
        if not last_values:
            return start if start is not None else 1
        highest = max(last_values)
        try:
            return 2 ** highest.bit_length()
        except Exception:
            raise TypeError('invalid flag value %r' % highest) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits_of(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A combination of members; what becomes of unknown bits is the boundary's."""
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        mask, everything = cls._flag_mask_, cls._all_bits_
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (
                    cls, value, bin(value, width), bin(mask, width)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(everything + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value = everything + 1 + value if cls._boundary_ in (EJECT, KEEP) else cls._singles_mask_ & value
        unknown = value & ~mask
        names = '|'.join(m._name_ for m in cls._iter_member_(value))
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, '_value_'):
            made._value_ = value
        made._name_ = f'{names}|{cls._numeric_repr_(unknown)}' if unknown and names else names or None
        made.__objclass__ = cls
        return cls._value2member_map_.setdefault(value, made)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        shown = self.__class__._member_type_.__repr__ if self.__class__._member_type_ is not object else repr
        if self._name_ is None:
            return '<%s: %s>' % (self.__class__.__name__, shown(self._value_))
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, shown(self._value_))

    def __str__(self):
        name = self.__class__.__name__
        return f'{name}({self._value_!r})' if self._name_ is None else f'{name}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _combine(self, other, how):
        if isinstance(other, self.__class__):
            other = other._value_
        elif self._member_type_ is not object and isinstance(other, self._member_type_):
            pass
        else:
            return NotImplemented
        return self.__class__(how(self._value_, other))

    def __or__(self, other):
        return self._combine(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._combine(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._combine(other, lambda a, b: a ^ b)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
            if isinstance(self._inverted_, self.__class__):
                self._inverted_._inverted_ = self
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are integers, too."""


def bin(number, max_bits=None):
    """A number in binary, a blank behind its sign bit, as wide as max_bits."""
    ceiling = 2 ** number.bit_length()
    if number >= 0:
        sign, digits = '0b0', f'{number + ceiling:b}'[1:]
    else:
        sign, digits = '0b1', f'{~number ^ (ceiling - 1) + ceiling:b}'[1:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f'{sign} {digits}'


# ---- decorators ---------------------------------------------------------------------------------------------------

def unique(enumeration):
    """Refuse an enumeration in which two names share a value."""
    aliases = [f'{alias} -> {m.name}' for alias, m in enumeration.__members__.items() if alias != m.name]
    if aliases:
        raise ValueError(f'duplicate values found in {enumeration!r}: {", ".join(aliases)}')
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Refuse an enumeration that does not have the properties asked for."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [f'{alias} -> {m.name}' for alias, m in enumeration.__members__.items() if alias != m.name]
                if aliases:
                    raise ValueError(f'aliases found in {enumeration!r}: {", ".join(aliases)}')
            elif check is CONTINUOUS:
                self._continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._named(enumeration)
        return enumeration

    @staticmethod
    def _continuous(enumeration):
        values = {m.value for m in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            missing = [2 ** i for i in range(low.bit_length() - 1, high.bit_length()) if 2 ** i not in values]
        elif issubclass(enumeration, IntEnum) or all(isinstance(v, int) for v in values):
            missing = [i for i in range(low, high + 1) if i not in values]
        else:
            raise Exception('verify: unknown type %r' % (type(enumeration),))
        if missing:
            raise ValueError('invalid %s %r: missing values %s' % (
                'flag' if issubclass(enumeration, Flag) else 'enum', enumeration.__name__,
                ', '.join(str(m) for m in missing)))

    @staticmethod
    def _named(enumeration):
        members, bad, missing = [m.value for m in enumeration], [], 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            absent = [v for v in _bits_of(alias.value) if v not in members]
            if absent:
                bad.append(name)
                missing |= reduce(or_, absent)
        if bad:
            who = f'alias {bad[0]} is missing' if len(bad) == 1 else \
                f'aliases {", ".join(bad[:-1])} and {bad[-1]} are missing'
            what = f'value 0x{missing:x}' if _is_single_bit(missing) else f'combined values of 0x{missing:x}'
            raise ValueError(f'invalid Flag {enumeration.__name__!r}: {who} {what} [use enum.show_flag_values(value) for details]')


def show_flag_values(value):
    """The single bits of a number."""
    return list(_bits_of(value))


# ---- enumerations whose members are names of a module ---------------------------------------------------------------

def _module_of(obj):
    return obj.__class__.__module__.split('.')[-1]


def global_enum_repr(self):
    """repr() as the attribute of the module."""
    return f'{_module_of(self)}.{self._name_}'


def global_flag_repr(self):
    """repr() as attributes of the module."""
    module, name = _module_of(self), self.__class__.__name__
    if self._name_ is None:
        return f'{module}.{name}({self._value_!r})'
    if _is_single_bit(self._value_):
        return f'{module}.{self._name_}'
    if self._boundary_ is not KEEP:
        return '|'.join(f'{module}.{part}' for part in self.name.split('|'))
    return '|'.join(part if part[0].isdigit() else f'{module}.{part}' for part in self._name_.split('|'))


def global_str(self):
    """str() without the class."""
    return f'{self.__class__.__name__}({self._value_!r})' if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Show members as attributes of their module, and make them such."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
