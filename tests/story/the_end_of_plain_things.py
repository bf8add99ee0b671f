# kinds: end holder
# end: yes
a = ['plain']
b = {'k': a}
c = [['inner']]
