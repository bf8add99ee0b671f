sys=1
