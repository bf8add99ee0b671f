def deco(cls):
    raise TypeError('no ' + cls.__name__)
@deco
class C:
    x = 1
