import sys
sys.dont_write_bytecode = True
folder = sys.path[0] + "/imports/"
import sys, importlib, importlib.util, importlib.machinery, importlib.abc
sys.path.insert(0, folder[:-1])
m = importlib.import_module('m1')
m.x = 99
print(importlib.reload(m) is m, m.x)
print(importlib.import_module('.a', 'pk').va)
for a in (('.a',), ('..a', 'pk'), ('', )):
    try: importlib.import_module(*a)
    except BaseException as e: print(type(e).__name__, e)
print(importlib.util.find_spec('m1').name, importlib.util.find_spec('nothere'), importlib.util.find_spec('pk.sub').submodule_search_locations[0][-6:])
try: importlib.util.find_spec('m1.foo')
except BaseException as e: print(type(e).__name__, e)
try: importlib.reload(5)
except BaseException as e: print(type(e).__name__, e)
class Finder:
    @classmethod
    def find_spec(cls, name, path, target=None):
        if name == 'virtual': return importlib.machinery.ModuleSpec(name, cls, origin='thin air')
    @staticmethod
    def create_module(spec): return None
    @staticmethod
    def exec_module(module): module.answer = 42
sys.meta_path.append(Finder)
import virtual
print(virtual.answer, virtual, virtual.__spec__)
spec = importlib.util.spec_from_file_location('other', folder + 'm1.py')
mod = importlib.util.module_from_spec(spec); spec.loader.exec_module(mod); print(mod.__name__, mod.x, 'other' in sys.modules, repr(mod).replace(folder, ''))
print(importlib.util.resolve_name('.a', 'pk'), importlib.machinery.SOURCE_SUFFIXES, importlib.machinery.all_suffixes()[:1])
import types
print(importlib.util.module_from_spec(importlib.machinery.ModuleSpec('nn', None)))
print(importlib.machinery.ModuleSpec('a.b', None, origin='o'), importlib.machinery.ModuleSpec('a', 5, is_package=True), importlib.machinery.ModuleSpec('a', None) == importlib.machinery.ModuleSpec('a', None))
print(spec.loader.get_source('other')[:20], spec.loader.is_package('other'), spec.loader.get_filename('other')[-5:], spec.loader.get_code('other').co_name)
try: spec.loader.get_filename('zz')
except ImportError as e: print(e)
importlib.invalidate_caches()
sys.meta_path[:] = []
try: import zzz
except ImportError as e: print(e)
