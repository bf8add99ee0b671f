v = "my random"
