# Functions that want to hear of every call.
import sys
heard = []


def f():
    pass


sys.settrace(lambda frame, event, arg: heard.append(event))
f()
sys.settrace(None)
print(heard)
heard.clear()
sys.setprofile(lambda frame, event, arg: heard.append(event))
f()
sys.setprofile(None)
print(len(heard) > 0)
