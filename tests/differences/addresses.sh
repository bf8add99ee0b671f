# Two runs of one program: is an object at the same address?
one=$($PYTHON -c 'print(id([]))')
two=$($PYTHON -c 'print(id([]))')
[ "$one" = "$two" ] && echo "the same address" || echo "another address"
