# kinds: holder collected
# end: yes
class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
a = ['plain']
b = {'k': a}
c = Noisy('c')
d = Noisy('d')
d.me = d
