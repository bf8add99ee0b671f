# kinds: import
# options: --all
# golden: no
import keyword
