#!/bin/sh
# compare_code.sh DUMP_CODE FILE...: compiles each file with our compiler (the program DUMP_CODE, see dump_code.c)
# and with CPython 3.11; names the files whose code objects, warnings or errors differ.
# Exit status 1 when any does, 77 (skipped) without a Python 3.11.
dump=$1
shift
here=$(dirname "$0")
python=/usr/bin/python3
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || exit 77
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
for file; do
    env -i PATH=/usr/bin HOME=/nonexistent LC_ALL=C.UTF-8 PYTHONHASHSEED=0 \
        "$python" -s "$here/dump_code.py" "$file" >"$work/theirs" 2>&1
    "$dump" "$file" >"$work/ours" 2>&1
    if ! cmp -s "$work/ours" "$work/theirs"; then
        echo "differs: $file"
        status=1
    fi
done
exit $status
