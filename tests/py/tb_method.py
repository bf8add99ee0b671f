class A:
    def run(self):
        self.step(3)
    def step(self, n):
        assert n == 4, 'n is wrong'
A().run()
