import circ1
circ1.later
