# Two runs that ask for a random number and give no seed.
one=$($PYTHON -c 'import random; print(random.random())')
two=$($PYTHON -c 'import random; print(random.random())')
[ "$one" = "$two" ] && echo "the same number" || echo "another number"
