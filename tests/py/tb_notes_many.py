e = ValueError('with notes')
e.add_note('first')
e.add_note('second\nhas two lines')
e.__notes__.append(5)
raise e
