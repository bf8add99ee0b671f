class P:
    @property
    def v(self):
        return self._missing
P().v
