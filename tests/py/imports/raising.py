print("raising"); 1/0
