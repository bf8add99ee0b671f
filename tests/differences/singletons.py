# What everybody shares: does its count include 999,999,999 of the interpreter's own?
import sys
for thing in (None, True, int, Exception):
    print(thing, sys.getrefcount(thing) >= 999_999_999)
for thing in (7, "", "a", (), b"", "append"):
    print(repr(thing), sys.getrefcount(thing) >= 999_999_999)
