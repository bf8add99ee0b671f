import __future__ as f
for n in f.all_feature_names: print(n, getattr(f, n), getattr(f,n).getOptionalRelease(), getattr(f,n).getMandatoryRelease())
print({k:v for k,v in vars(f).items() if k.startswith('CO_')}, sorted(f.__all__))
