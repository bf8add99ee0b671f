# kinds: intern
import sys
a = ''.join(['no ', 'identifier'])
b = sys.intern(a)
