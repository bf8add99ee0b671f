import circ_a
print("b sees", hasattr(circ_a, "y"))
try: circ_a.y
except AttributeError as e: print(e)
try:
    from circ_a import y
except ImportError as e: print(str(e).replace(circ_a.__file__, "FILE"))
z = 2
