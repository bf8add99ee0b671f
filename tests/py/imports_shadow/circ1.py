import circ2
from circ2 import missing
