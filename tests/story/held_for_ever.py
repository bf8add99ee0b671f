# kinds: bind_single
# options: --who None --who a
# golden: no
a = None
