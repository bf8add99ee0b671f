"""Utilities for with-statement contexts.  See PEP 343."""

import sys
from abc import ABC, abstractmethod
from collections import deque
from functools import wraps
from types import MethodType, GenericAlias

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack', 'ContextDecorator', 'ExitStack', 'redirect_stdout',
           'redirect_stderr', 'suppress', 'aclosing']


class AbstractContextManager(ABC):
    """An abstract base class for context managers."""

    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return all(any(name in base.__dict__ for base in C.__mro__) for name in ('__enter__', '__exit__')) or NotImplemented
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    """An abstract base class for asynchronous context managers."""

    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return all(any(name in base.__dict__ for base in C.__mro__) for name in ('__aenter__', '__aexit__')) or NotImplemented
        return NotImplemented


class ContextDecorator:
    "A base class or mixin that enables context managers to work as decorators."

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """A generator function's one yield as a with block."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, '__doc__', None) or type(self).__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            else:
                raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(typ, value, traceback)
        except StopIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                exc.__traceback__ = traceback
                return False
            if isinstance(value, StopIteration) and exc.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    """Makes of a generator function that yields once a function for the with statement."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class _AsyncGeneratorContextManager(AbstractAsyncContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)

    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            else:
                raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(typ, value, traceback)
        except StopAsyncIteration as exc:
            return exc is not value
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def asynccontextmanager(func):
    """contextmanager for async with."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Context to automatically close something at the end of a block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Closes an asynchronous generator, or whatever has aclose(), at the end of a block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Context manager for temporarily redirecting stdout to another file."""
    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    """Context manager for temporarily redirecting stderr to another file."""
    _stream = 'stderr'


class suppress(AbstractContextManager):
    """Context manager to suppress specified exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


def _enter_of(cm, names, protocol):
    """The functions that enter and leave, looked up on the class."""
    cls = type(cm)
    try:
        return [getattr(cls, name) for name in names]
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {protocol}") from None


def _details(exc):
    return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)


class _Unwinding:
    """What becomes of the exception while the functions of a stack are called."""

    def __init__(self, received):
        self.received = self.pending = received

    def raised(self, exc):
        if exc.__context__ is None and self.pending is not exc:
            exc.__context__ = self.pending
        self.pending = exc

    def finish(self):
        if self.pending is not None and self.pending is not self.received:
            raise self.pending
        return self.received is not None and self.pending is None


class _BaseExitStack:
    """Exit functions, the newest called first; each with whether it is awaited."""

    def __init__(self):
        self._callbacks = deque()

    def pop_all(self):
        """Preserve the context stack by transferring it to a new instance."""
        other = type(self)()
        other._callbacks = self._callbacks
        self._callbacks = deque()
        return other

    def push(self, exit):
        """Registers a callback with the standard __exit__ method signature."""
        method = getattr(type(exit), '__exit__', None)
        self._callbacks.append((False, exit if method is None else MethodType(method, exit)))
        return exit

    def enter_context(self, cm):
        """Enters the supplied context manager and returns what its __enter__ answers."""
        enter, leave = _enter_of(cm, ('__enter__', '__exit__'), 'context manager protocol')
        result = enter(cm)
        self._callbacks.append((False, MethodType(leave, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Registers an arbitrary callback and arguments."""
        def at_exit(exc_type, exc, tb):
            callback(*args, **kwds)
        at_exit.__wrapped__ = callback
        self._callbacks.append((False, at_exit))
        return callback


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A stack of exit functions, called newest first at the end of the with block."""

    def close(self):
        """Immediately unwind the context stack."""
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._callbacks:
            _, leave = self._callbacks.pop()
            try:
                if leave(*_details(state.pending)):
                    state.pending = None
            except BaseException as exc:
                state.raised(exc)
        return state.finish()


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """A stack of exit functions, some of them awaited, for async with."""

    async def enter_async_context(self, cm):
        """Enters the supplied context manager and returns what its __aenter__ answers."""
        enter, leave = _enter_of(cm, ('__aenter__', '__aexit__'), 'asynchronous context manager protocol')
        result = await enter(cm)
        self._callbacks.append((True, MethodType(leave, cm)))
        return result

    def push_async_exit(self, exit):
        """Registers a coroutine function with the standard __aexit__ method signature."""
        method = getattr(type(exit), '__aexit__', None)
        self._callbacks.append((True, exit if method is None else MethodType(method, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Registers an arbitrary coroutine function and arguments."""
        async def at_exit(exc_type, exc, tb):
            await callback(*args, **kwds)
        at_exit.__wrapped__ = callback
        self._callbacks.append((True, at_exit))
        return callback

    async def aclose(self):
        """Immediately unwind the context stack."""
        await self.__aexit__(None, None, None)

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._callbacks:
            awaited, leave = self._callbacks.pop()
            try:
                answer = leave(*_details(state.pending))
                if await answer if awaited else answer:
                    state.pending = None
            except BaseException as exc:
                state.raised(exc)
        return state.finish()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Context manager that does no additional processing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass
