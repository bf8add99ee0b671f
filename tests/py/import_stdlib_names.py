import sys
print(len(sys.stdlib_module_names), sorted(sys.stdlib_module_names)[:5], 'turtle' in sys.stdlib_module_names, type(sys.stdlib_module_names))
for name in ('nonexistent', 'collections.nothing', 'math.nothing', 'gc.a.b'):
    try: __import__(name)
    except ModuleNotFoundError as e: print(e, e.name, e.path, e.msg)
