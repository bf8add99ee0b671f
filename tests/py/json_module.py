import json
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
v = {'a': [1, 2.5, None, True, False, 'é\n"\\\x7f\x00\u2028😀/'], 'b': {}, 'c': [], 3: 4, None: 5, True: 6, 1.5: 7, 'n': {'x': [[], {}, [1]]}, 't': (1, 2)}
for k in ({}, {'indent': 2}, {'indent': '\t'}, {'indent': 0}, {'ensure_ascii': False}, {'separators': (',', ':')}, {'indent': 1, 'separators': (', ', '= ')}): t(json.dumps, v, **k)
t(json.dumps, {'b': 1, 'a': 2}, sort_keys=True); t(json.dumps, {1: 1, 'a': 2}, sort_keys=True); t(json.dumps, {(1,): 2}); t(json.dumps, {(1,): 2}, skipkeys=True); t(json.dumps, {(1,): 2, 'a': 1}, skipkeys=True, indent=1); t(json.dumps, {1, 2}); t(json.dumps, {1}, default=list); t(json.dumps, object(), default=lambda o: 'obj'); t(json.dumps, float('inf')); t(json.dumps, float('nan'), allow_nan=False); t(json.dumps, [1e100, 1e-7, -0.0, 10**30])
l = []; l.append(l); t(json.dumps, l); d = {}; d['a'] = d; t(json.dumps, d)
class E(json.JSONEncoder):
    def default(self, o): return {'cls': type(o).__name__}
class I(int): pass
class S(str): pass
t(json.dumps, [object(), I(5), S('x')], cls=E); t(json.dumps, 'abc'); t(json.dumps, 5); t(json.dumps, None)
for s in ('{"a": [1, 2.5e3, -0, null, true, false, "x\\u00e9\\n\\ud83d\\ude00\\/"]}', '[]', ' { } ', '1', '-', '01', '1.', '1.e5', '1e', '"a', '"\\x"', '"\\u12"', '"\n"', '[1,]', '[1 2]', '{"a"}', '{"a":}', '{a:1}', '{"a":1,}', '', ' ', 'nul', 'NaN', '[Infinity, -Infinity]', '1 2', '[', '{', '{"a":1', '[1', '"\\ud83d"', '"\\ud83dx"', '\ufeff1', '-5.5E+2', 'tru', '[[[[]]]]', '"\\', '{"a":1 "b"}', '{"a" 1}', '{"a":1,"a":2}', '[-]', "{'a':1}"): t(json.loads, s)
t(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())); t(json.loads, '{"a": 1}', object_pairs_hook=list); t(json.loads, '[1, 1.5, NaN]', parse_int=str, parse_float=lambda s: 'f' + s, parse_constant=lambda c: 'c' + c); t(json.loads, b'{"a": "\xc3\xa9"}'); t(json.loads, '"x"'.encode('utf-16')); t(json.loads, 5); t(json.loads, '"\t"', strict=False)
try: json.loads('[1,\n 2,\n x]')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc)
print(json.JSONDecoder().raw_decode('[1] xyz')); t(json.JSONDecoder().raw_decode, '  1'); print(list(json.JSONEncoder().iterencode([1, {'a': 2}])))
import io
f = io.StringIO(); json.dump(v, f, indent=1); f.seek(0); print(json.load(f) == json.loads(json.dumps(v)))
import json.decoder; print(json.decoder.JSONDecodeError is json.JSONDecodeError, json.JSONDecodeError.__module__)
