print('sub runs', __package__)
