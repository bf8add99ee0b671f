"""Prints every code object of a Python file in a text form that shows each difference.

    dump_code.py FILE [--mode exec|single|eval]

dump_code.c prints the same for our compiler; `diff` of the two is the compiler's test.
"""
import struct
import sys
import types


def text(s):
    out = []
    for b in s.encode("utf-8", "surrogatepass"):
        out.append(chr(b) if 32 <= b < 127 and b != 92 else "\\%02x" % b)
    return "".join(out)


seen = {}


def ident(o):
    """Numbers objects in the order in which they are met, so that shared ones show."""
    return "#%d" % seen.setdefault(id(o), len(seen))


def const(o):
    return ident(o) + value(o)


def value(o):
    t = type(o)
    if o is None or o is ... or t is bool:
        return repr(o)
    if t is int:
        return "int:%x" % o if o >= 0 else "int:-%x" % -o
    if t is float:
        return "float:" + struct.pack(">d", o).hex()
    if t is complex:
        return "complex:" + struct.pack(">dd", o.real, o.imag).hex()
    if t is str:
        return "str:" + text(o)
    if t is bytes:
        return "bytes:" + o.hex()
    if t is tuple:
        return "(" + ", ".join(map(const, o)) + ")"
    if t is frozenset:
        return "{" + ", ".join(map(const, o)) + "}"
    if t is types.CodeType:
        return "code:" + text(o.co_qualname)
    return t.__name__


def dump(co):
    print("code", text(co.co_name), text(co.co_qualname))
    print("  args", co.co_argcount, co.co_posonlyargcount, co.co_kwonlyargcount, "flags %x" % co.co_flags,
          "stack", co.co_stacksize, "line", co.co_firstlineno)
    for word, names in (("names", co.co_names), ("vars", co.co_varnames), ("cells", co.co_cellvars),
                        ("free", co.co_freevars)):
        print(" ", word, " ".join(ident(n) + text(n) for n in names))
    for i, o in enumerate(co.co_consts):
        print("  const", i, const(o))
    print("  code", co.co_code.hex())
    print("  except", ident(co.co_exceptiontable), co.co_exceptiontable.hex())
    print("  lines", ident(co.co_linetable), co.co_linetable.hex())
    print("  tuples", ident(co.co_names), ident(co.co_consts), ident(co.co_name), ident(co.co_qualname))
    for o in co.co_consts:
        if type(o) is types.CodeType:
            dump(o)


def main():
    name = sys.argv[1]
    mode = sys.argv[3] if len(sys.argv) > 3 else "exec"
    with open(name, "rb") as f:
        source = f.read()
    sys.setrecursionlimit(5000)
    try:
        code = compile(source, name, mode, dont_inherit=True, optimize=0)
    except SyntaxError as e:
        print(type(e).__name__, text(e.msg), e.lineno, e.offset, e.end_lineno, e.end_offset)
        return
    except Exception as e:
        print(type(e).__name__, text(str(e)))
        return
    dump(code)


main()
