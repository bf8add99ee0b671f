# Names of CPython's that are missing here: in modules that exist, and attributes of types.
import builtins
import contextlib
import io
import random
import sys
import time
import typing
import types

NAMES = {
    builtins: """
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
        BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
        ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning
        EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError
        FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
        InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
        ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError
        OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError
        ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
        SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError
        UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
        UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin bool
        breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir
        divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id
        input int isinstance issubclass iter len license list locals map max memoryview min next object oct
        open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str
        sum super tuple type vars zip
        """,
    contextlib: """
        AbstractAsyncContextManager AbstractContextManager AsyncExitStack ContextDecorator ExitStack aclosing
        asynccontextmanager chdir closing contextmanager nullcontext redirect_stderr redirect_stdout suppress
        """,
    io: """
        BlockingIOError BufferedIOBase BufferedRWPair BufferedRandom BufferedReader BufferedWriter BytesIO
        FileIO IOBase RawIOBase SEEK_CUR SEEK_END SEEK_SET StringIO TextIOBase TextIOWrapper
        UnsupportedOperation open open_code
        """,
    random: """
        Random SystemRandom betavariate choice choices expovariate gammavariate gauss getrandbits getstate
        lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate
        shuffle triangular uniform vonmisesvariate weibullvariate
        """,
    sys: """
        abiflags addaudithook api_version argv audit base_exec_prefix base_prefix breakpointhook
        builtin_module_names byteorder call_tracing copyright displayhook dont_write_bytecode exc_info
        excepthook exception exec_prefix executable exit flags float_info float_repr_style get_asyncgen_hooks
        get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks getdefaultencoding
        getdlopenflags getfilesystemencodeerrors getfilesystemencoding getprofile getrecursionlimit
        getrefcount getsizeof getswitchinterval gettrace hash_info hexversion implementation int_info intern
        is_finalizing maxsize maxunicode meta_path modules orig_argv path path_hooks path_importer_cache
        platform platlibdir prefix pycache_prefix set_asyncgen_hooks set_coroutine_origin_tracking_depth
        set_int_max_str_digits setdlopenflags setprofile setrecursionlimit setswitchinterval settrace stderr
        stdin stdlib_module_names stdout thread_info unraisablehook version version_info warnoptions
        """,
    time: """
        CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI
        CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns clock_settime
        clock_settime_ns ctime daylight get_clock_info gmtime localtime mktime monotonic monotonic_ns
        perf_counter perf_counter_ns process_time process_time_ns pthread_getcpuclockid sleep strftime
        strptime struct_time thread_time thread_time_ns time time_ns timezone tzname tzset
        """,
    typing: """
        AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator
        Awaitable BinaryIO ByteString Callable ChainMap ClassVar Collection Concatenate Container
        ContextManager Coroutine Counter DefaultDict Deque Dict Final ForwardRef FrozenSet Generator Generic
        Hashable IO ItemsView Iterable Iterator KeysView List Literal LiteralString Mapping MappingView Match
        MutableMapping MutableSequence MutableSet NamedTuple Never NewType NoReturn NotRequired Optional
        OrderedDict ParamSpec ParamSpecArgs ParamSpecKwargs Pattern Protocol Required Reversible Self Sequence
        Set Sized SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt
        SupportsRound TYPE_CHECKING Text TextIO Tuple Type TypeAlias TypeGuard TypeVar TypeVarTuple TypedDict
        Union Unpack ValuesView assert_never assert_type cast clear_overloads dataclass_transform final
        get_args get_origin get_overloads get_type_hints is_typeddict no_type_check no_type_check_decorator
        overload reveal_type runtime_checkable
        """,
}
ATTRIBUTES = {
    memoryview: "cast tolist tobytes release toreadonly hex",
    OSError: "errno strerror filename filename2 characters_written",
    types.CodeType: "co_code co_consts co_names co_lnotab co_lines co_positions replace",
    types.UnionType: "__args__ __or__ __instancecheck__ __subclasscheck__ __parameters__",
    types.AsyncGeneratorType: "asend athrow aclose __class_getitem__",
}

for module, names in NAMES.items():
    print(module.__name__, *[name for name in names.split() if name not in dir(module)])
for kind, names in ATTRIBUTES.items():
    print(kind.__name__, *[name for name in names.split() if name not in dir(kind)])
