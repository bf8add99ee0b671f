# What tells which program this is.
import sys
print("glassheap" in sys.version)
print(sys.executable)
print(len(sys.path) > 0)
print(len(sys.builtin_module_names) > 30)
