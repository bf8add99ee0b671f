from bad_mod import

