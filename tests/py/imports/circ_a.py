import circ_b; y = 1; print("a done", circ_b.z)
