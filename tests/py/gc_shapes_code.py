import gc, sys
gc.collect()
def shape(make):
    make()
    return gc.collect()
def rec_inner():
    def f(): return f
def two_inner():
    def f(): return g
    def g(): return f
def closure_list():
    l = []
    l.append(lambda: l)
def default_self():
    def f(x=[]): pass
    f.__defaults__[0].append(f)
def func_attr():
    def f(): pass
    f.me = f
def func_dict():
    def f(): pass
    f.__dict__['x'] = f.__dict__
def cell_self():
    x = None
    def f(): return x
    x = f.__closure__[0]
def gen_self():
    def g(): yield me
    me = g(); next(me)
def gen_in_list():
    l = []
    def g():
        yield l
    a = g(); next(a); l.append(a)
def gen_unstarted():
    l = []
    l.append(x for x in l)
def frame_local():
    f = sys._getframe()
def exc_local():
    try: raise ValueError
    except ValueError as e: x = e
def exc_gone():
    try: raise ValueError
    except ValueError as e: pass
def exc_in_list():
    l = []
    try: raise ValueError(l)
    except ValueError as e: l.append(e)
def tb_local():
    try: 1 / 0
    except ZeroDivisionError: t = sys.exc_info()[2]
def exc_info_local():
    try: 1 / 0
    except ZeroDivisionError: t = sys.exc_info()
def local_class():
    class C: pass
def class_method():
    class C:
        def m(self): pass
def class_prop():
    class C:
        @property
        def p(self): pass
def class_slots():
    class C: __slots__ = ('a', 'b')
def class_super():
    class A: pass
    class B(A):
        def m(self): return super()
def class_instance():
    class C: pass
    C.inst = C()
def class_closure():
    class C:
        def m(self): return C
def metaclass():
    class M(type): pass
    class C(metaclass=M): pass
def class_tree():
    class A: pass
    class B(A): pass
    class C(A): pass
    class D(B, C): pass
def dyn_type(): type('X', (), {})
def dyn_type2(): type('X', (int,), {'a': []})
def exc_class():
    class E(Exception): pass
def exec_func(): exec('def f(): pass', {})
def exec_class(): exec('class C: pass', {'__name__': 'x'})
def locals_self(): d = locals(); d['d'] = d
def module_self():
    m = type(sys)('m'); m.m = m
def partial_method():
    class C:
        def m(self): pass
    c = C(); C.bound = c.m
def generator_method():
    class C:
        def g(self): yield self
    c = C(); c.gen = c.g(); next(c.gen)
def genexpr_closure():
    x = []
    x.append(i for i in range(3) if x)
def lambda_default(): 
    f = lambda f=None: f
    f.__defaults__ = (f,)
def annotations():
    def f(a: int): pass
    f.__annotations__['f'] = f
for f in (rec_inner, two_inner, closure_list, default_self, func_attr, func_dict, cell_self, gen_self, gen_in_list, gen_unstarted, frame_local, exc_local, exc_gone, exc_in_list, tb_local, exc_info_local, local_class, class_method, class_prop, class_slots, class_super, class_instance, class_closure, metaclass, class_tree, dyn_type, dyn_type2, exc_class, exec_func, exec_class, locals_self, module_self, partial_method, generator_method, genexpr_closure, lambda_default, annotations):
    print(f.__name__, shape(f))
