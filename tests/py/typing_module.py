from typing import *
import typing, collections.abc
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
T = TypeVar('T'); K = TypeVar('K', bound=int); V = TypeVar('V', int, str); C = TypeVar('C', covariant=True); P = ParamSpec('P'); Ts = TypeVarTuple('Ts')
print(T, K, V, C, P, Ts, K.__bound__, V.__constraints__, C.__covariant__, T.__name__)
print(List, List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None], Union[int, int], Union[Union[int, str], float], Any, Callable[[int], str], Callable[..., Any], Tuple[int, ...], Tuple[()], Tuple, Set[int], FrozenSet, Type[int], Iterable[int], Iterator[T], Generator[int, str, None], Sequence[int], Mapping[str, int], DefaultDict[str, int], Deque[int], Counter[str], OrderedDict[str, int], ChainMap[str, int], Awaitable[int], Coroutine[int, int, int], ClassVar[int], Final[int], Literal[1, 'a', None], NoReturn, Never, Annotated[int, 'x'], Text, AnyStr, Hashable, Sized, ContextManager[int])
print(List[T][int], Dict[K, V], Union[T, int][str], Callable[[T], T][int], List[List[T]][int], Optional[T][int], list[T][int], Tuple[T, K])
print(List[int].__origin__, List[int].__args__, Union[int, str].__args__, Dict[str, T].__parameters__, get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_origin(int), get_args(int), get_origin(Union[int, str]), get_origin(Annotated[int, 1]), get_args(Literal[1, 2]), get_args(Optional[int]))
print(List[int] == List[int], Union[int, str] == Union[str, int], hash(Union[int, str]) == hash(Union[str, int]), List[int] is List[int], Optional[int] == Union[None, int], Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1], int | None == Optional[int], Union[int, str] == int | str)
def f(a: int, b: 'List[str]' = [], *c: Optional[int], d: "f" = None) -> None: pass
print(get_type_hints(f)); 
class A:
    x: int
    y: 'ClassVar[str]' = 'a'
    z: Annotated[int, 5]
class B(A): w: List['A']
print(get_type_hints(A), get_type_hints(A, include_extras=True)); print(get_type_hints(B))
class Stack(Generic[T]):
    def __init__(self): self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__parameters__, Stack.__mro__, s.__orig_class__, Stack.__orig_bases__)
class Sub(Stack[str]): pass
print(Sub.__orig_bases__, Sub.__mro__, Sub().items)
t(lambda: Stack[int, str]); t(lambda: Generic[int]); t(lambda: List[1]); t(lambda: Optional[1, 2]); t(lambda: Union[()]); t(lambda: List[int]()); t(lambda: isinstance([], List[int])); print(isinstance([], List), issubclass(dict, Mapping), isinstance(5, Hashable)); t(lambda: isinstance(1, Union[int, str])); t(lambda: Any()); t(lambda: Union()); t(lambda: ClassVar[1]); t(lambda: Callable[int, str]); t(lambda: TypeVar('X', int)); t(lambda: TypeVar('X', covariant=True, contravariant=True)); t(lambda: type('X', (Union,), {})); t(lambda: class_getitem)
class Pt(NamedTuple):
    "doc"
    x: int
    y: int = 5
    def add(self): return self.x + self.y
p = Pt(1); print(p, p.add(), Pt._fields, Pt._field_defaults, Pt.__annotations__, Pt.__doc__, isinstance(p, tuple), NamedTuple('Q', [('a', int)])(4))
class TD(TypedDict):
    a: int
    b: str
class TD2(TD, total=False):
    c: NotRequired[int]
    d: int
print(TD(a=1, b='x'), TD.__annotations__, TD2.__required_keys__ == {'a', 'b'}, TD2.__optional_keys__ == {'c', 'd'}, TD.__total__, type(TD(a=1)), TypedDict('E', {'x': int})(x=1)); t(lambda: isinstance({}, TD))
class Pr(Protocol):
    def m(self) -> int: ...
@runtime_checkable
class RC(Protocol):
    def m(self) -> int: ...
    x: int
class Im:
    x = 1
    def m(self): return 1
print(isinstance(Im(), RC), isinstance(5, RC)); t(lambda: isinstance(Im(), Pr)); t(Pr); t(lambda: issubclass(Im, RC))
class Ex(Pr): pass
print(Ex()is not None, SupportsInt, isinstance(5, SupportsInt), isinstance('a', SupportsAbs))
U = NewType('U', int); print(U, U(5), U.__name__, U.__supertype__, Union[U, str])
print(cast(int, 'a'), no_type_check(f) is f, final(A) is A, A.__final__, TYPE_CHECKING, assert_type(5, int), reveal_type is not None)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(1), len(get_overloads(g))); t(assert_never, 5)
print(ForwardRef('int'), List['X'], Optional['X'], typing.List[Any], Type[Any], Concatenate[int, P], Callable[P, int], Callable[Concatenate[int, P], str], Unpack[Ts], Required[int], TypeGuard[int], Self, LiteralString, TypeAlias, IO, TextIO, Callable, Generic, Generic[T], Protocol[T])
print(Annotated[int, 'a', 1].__metadata__, Annotated[Annotated[int, 1], 2], Annotated[List[T], 1][int], is_typeddict(TD), Dict, Union, Optional, ByteString, AsyncIterator[int], KeysView[str])
class G2(Generic[T, K]): pass
class G3(G2[int, K], Generic[K]): pass
print(G2[int, str], G3[str], G3.__parameters__, G3.__mro__[1:3]); t(lambda: type('Bad', (Generic,), {})); 
def dd(): 
    class Bad(Generic[T], List[K]): pass
t(dd)
print([x for x in ('Any', 'cast', 'List') if x in typing.__all__], int | List[int], List[int] | None, T | int, 'X' if 0 else '', Optional[Union[int, str]], Union[List[int], Tuple[str, ...], None])
import copy; print(copy.deepcopy(List[int]) == List[int], List.__name__, List[int].__name__, List[int]._name, Union[int, str].__module__, List[int].append.__name__ if 0 else '')
