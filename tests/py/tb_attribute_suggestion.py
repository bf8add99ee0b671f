class Thing:
    def __init__(self):
        self.colour = 'red'
t = Thing()
print(t.color)
