class MyError(Exception):
    pass
class Sub(MyError):
    def __str__(self):
        return 'custom text'
raise Sub(1, 2)
