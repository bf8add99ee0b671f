"""Generic (shallow and deep) copying operations.

copy(x) makes a new compound object with the same parts; deepcopy(x) copies the parts, too.
"""

import types
import weakref

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    pass

error = Error

_atomic = {type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, str, bytes, type, range, property,
           types.CodeType, types.FunctionType, types.BuiltinFunctionType, weakref.ref}
_shared = _atomic | {tuple, frozenset, slice}
_nothing = []


def _new(cls, *args, **kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _parts(x):
    """How an instance of a class without a rule of its own is made again: from __getnewargs__, its state, its items."""
    cls = type(x)
    native = next(base for base in cls.__mro__ if not base.__flags__ & 1 << 9)
    kwargs = {}
    if hasattr(x, '__getnewargs_ex__'):
        args, kwargs = x.__getnewargs_ex__()
    elif hasattr(x, '__getnewargs__'):
        args = x.__getnewargs__()
    elif native in (object, list, dict):
        args = ()
    else:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    make = _new if not kwargs else lambda cls, *args: _new(cls, *args, **kwargs)
    items = iter(x) if isinstance(x, list) else None
    pairs = iter(x.items()) if isinstance(x, dict) else None
    return make, (cls, *args), x.__getstate__(), items, pairs


def _reduce(x):
    """What x says how to make it again."""
    cls = type(x)
    if cls.__reduce_ex__ is not object.__reduce_ex__:
        return x.__reduce_ex__(4)
    if cls.__reduce__ is not object.__reduce__:
        return x.__reduce__()
    return _parts(x)


def copy(x):
    """Shallow copy operation on arbitrary Python objects."""
    cls = type(x)
    if cls in _shared or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return cls.copy(x)
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    made = _reduce(x)
    return x if isinstance(made, str) else _rebuild(x, None, *made)


def deepcopy(x, memo=None, _nil=_nothing):
    """Deep copy operation on arbitrary Python objects."""
    if memo is None:
        memo = {}
    key = id(x)
    done = memo.get(key, _nil)
    if done is not _nil:
        return done
    cls = type(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    copier = _copiers.get(cls)
    if copier is not None:
        made = copier(x, memo)
    else:
        own = getattr(x, '__deepcopy__', None)
        if own is not None:
            made = own(memo)
        else:
            reduced = _reduce(x)
            made = x if isinstance(reduced, str) else _rebuild(x, memo, *reduced)
    if made is not x:
        memo[key] = made
        _keep(x, memo)
    return made


def _keep(x, memo):
    """Holds x as long as the memo lives, so that its id is not used again meanwhile."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _copy_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _copy_tuple(x, memo):
    parts = [deepcopy(item, memo) for item in x]
    try:
        return memo[id(x)]
    except KeyError:
        pass
    return tuple(parts) if any(a is not b for a, b in zip(x, parts)) else x


def _copy_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _copy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_copiers = {list: _copy_list, tuple: _copy_tuple, dict: _copy_dict, types.MethodType: _copy_method}


def _set_state(made, state):
    if hasattr(made, '__setstate__'):
        made.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(made, name, value)


def _rebuild(x, memo, func, args, state=None, items=None, pairs=None):
    """Makes an object from what __reduce_ex__ answered; [memo] is None for a shallow copy."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        _set_state(made, deepcopy(state, memo) if deep else state)
    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made
