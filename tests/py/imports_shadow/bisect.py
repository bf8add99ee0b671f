v="user bisect"
