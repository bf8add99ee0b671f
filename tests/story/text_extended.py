# kinds: move_text
# options: --all
# golden: no
def build():
    s = 'x' * 20
    for i in range(200): s += 'more and more of it'
    return s
t = build()
