class B(Exception):
    def __str__(self):
        raise ValueError
raise B
