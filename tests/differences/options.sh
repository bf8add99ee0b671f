# Options of python3 that glassheap does not have.
for option in -O -B -E -u -q "-W error" "-X dev"; do
    echo "== $option"
    $PYTHON $option -c 'print("ran")' 2>&1
done
echo "== -m"
$PYTHON -m platform >/dev/null 2>&1
echo $?
