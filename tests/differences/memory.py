# A GiB at once: CPython takes from the system what this one refuses.
try:
    print(len(bytes(1 << 30)))
except MemoryError:
    print("MemoryError")
