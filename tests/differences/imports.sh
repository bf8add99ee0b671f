# What the import of a file leaves behind; how a module was found; what is not there.
mkdir -p beside
echo 'import sys; print(len(sys.meta_path) > 0)' >beside/first.py
echo 'import mine' >beside/script.py
echo 'print("imported")' >beside/mine.py
$PYTHON beside/first.py
$PYTHON beside/script.py
ls beside | grep pycache
rm -rf beside
$PYTHON -c '
import collections, math
print(math.__spec__ is None, math.__loader__ is None)
print(hasattr(collections, "__file__"))
try:
    import antigravitation
except ModuleNotFoundError as e:
    print(e)
try:
    import threading, socket
except ModuleNotFoundError as e:
    print(str(e).split(" in ")[0])'
