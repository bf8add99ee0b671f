def handler():
    try:
        [][0]
    except IndexError:
        {}['x']
handler()
