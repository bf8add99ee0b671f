log = []
class L:
    def __add__(self, o): log.append('L.add'); return NotImplemented
    def __eq__(self, o): log.append('L.eq'); return NotImplemented
    def __lt__(self, o): log.append('L.lt'); return NotImplemented
    def __radd__(self, o): log.append('L.radd'); return 'L.radd'
    __hash__ = None
class R:
    def __radd__(self, o): log.append('R.radd'); return 'R'
    def __gt__(self, o): log.append('R.gt'); return 'gt'
class Sub(L):
    def __radd__(self, o): log.append('Sub.radd'); return 'Sub'
class Plain(L):
    pass
print(L() + R(), log); log.clear()
print(L() + Sub(), log); log.clear()
print(1 + L(), log); log.clear()
print(L() == L(), log); log.clear()
print(L() < R(), log); log.clear()
print(L() == R(), log); log.clear()
try:
    L() + L()
except TypeError as e:
    print(e, log)
log.clear()
try:
    L() + Plain()
except TypeError as e:
    print(e, log)
log.clear()
try:
    L() < L()
except TypeError as e:
    print(e, log)
