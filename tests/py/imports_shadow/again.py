print("main again", __name__)
import import_shadowing
