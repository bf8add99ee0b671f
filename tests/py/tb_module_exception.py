def make():
    class Local(Exception):
        pass
    return Local
class Named(Exception):
    __module__ = 'some.module'
try:
    raise Named('n')
except Named as e:
    print(type(e).__module__)
raise make()('qualified')
