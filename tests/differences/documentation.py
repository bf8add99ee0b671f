# The words in which built-in functions explain themselves.
print(bool.__doc__)
print(float.hex.__doc__)
