raise KeyboardInterrupt("kb")
