# A list in a list in a list ...: its repr recurses in C, deeper than the stack goes.
ulimit -c 0
cat >deep.py <<'END'
import sys
sys.setrecursionlimit(10_000_000)
deep = []
for i in range(200_000):
    deep = [deep]
try:
    repr(deep)
except RecursionError:
    print("RecursionError")
END
$PYTHON deep.py 2>/dev/null
[ $? -ge 128 ] && echo "killed by a signal"
rm -f deep.py
