import math
from math import nope
