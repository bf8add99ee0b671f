# The hash of a string under another seed; a folder of modules; asserts switched off.
bare=${PYTHON##*PYTHONHASHSEED=0 }
PYTHONHASHSEED=5 $bare -c 'print(hash("a") == 4644417185603328019)'
PYTHONPATH=/somewhere $bare -c 'import sys; print("/somewhere" in sys.path)'
PYTHONOPTIMIZE=1 $bare -c 'print(__debug__)'
