/* strmethods.c - str's methods as Python sees them: arguments, documentation, and a call to where the work
   is done (strmodify.c, strcase.c, textsplit.c, strformat.c, codecs.c). */
#include "object/text.h"
#include "object/unicode.h"

/* ---- encoding, replacing, splitting, joining ------------------------------------------------------------ */

METHOD(str_encode_method, KEYWORDS, "encode(encoding: str='utf-8', errors: str='strict')",
       "Encode the string with a codec.\n\nerrors names what to do with characters that the codec cannot express.")
{
    const char *names[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        isize n;
        if (!a->obj[i]) continue;
        if (!(names[i] = str_utf8(rt, a->obj[i], &n))) return NULL;
        if (strlen(names[i]) != (size_t)n) return err_value(rt, "embedded null character");
    }
    return str_encode(rt, self, names[0], names[1]);
}

METHOD(str_replace_method, POSITIONAL, "replace(old: str, new: str, count: int=-1, /)",
       "Return a copy in which occurrences of old are replaced by new: the first count ones, or all.")
{
    return str_replace(rt, self, a->obj[0], a->obj[1], a->i[2]);
}

/* separator: the argument of split and rsplit; *sep is NULL for None.  false: TypeError. */
static bool separator(Runtime *rt, Obj *o, Chars *room, const Chars **sep)
{
    *sep = NULL;
    if (!o || is_none(rt, o)) return true;
    if (!is_str(o)) {
        err_type(rt, "must be str or None, not %.100s", type_of(o)->name);
        return false;
    }
    *room = chars_of(o);
    *sep = room;
    return true;
}

METHOD(str_split, KEYWORDS, "split(sep=None, maxsplit: int=-1)",
       "Return the list of the words in the string, separated by sep, or by runs of whitespace.\n\n"
       "At most maxsplit cuts are made, from the left; -1 means any number.")
{
    Chars room;
    const Chars *sep;
    return separator(rt, a->obj[0], &room, &sep) ? text_split(rt, &str_text, self, sep, a->i[1]) : NULL;
}

METHOD(str_rsplit, KEYWORDS, "rsplit(sep=None, maxsplit: int=-1)",
       "Return the list of the words in the string, as split() does, with cuts made from the right.")
{
    Chars room;
    const Chars *sep;
    return separator(rt, a->obj[0], &room, &sep) ? text_rsplit(rt, &str_text, self, sep, a->i[1]) : NULL;
}

METHOD(str_join_method, ONE, "join(iterable, /)", "Join strings, with this string between them.\n\n'.'.join(['ab', 'pq']) is 'ab.pq'.")
{
    return str_join(rt, self, arg);
}

METHOD(str_splitlines, KEYWORDS, "splitlines(keepends: int=0)",
       "Return the list of the lines in the string; the line breaks stay only if keepends is true.")
{
    return text_splitlines(rt, &str_text, self, a->i[0] != 0);
}

static OWN Obj *partition(Runtime *rt, Obj *self, Obj *sep, bool from_right)
{
    if (!is_str(sep)) return err_type(rt, "must be str, not %.100s", type_of(sep)->name);
    return text_partition(rt, &str_text, self, sep, chars_of(sep), from_right);
}

METHOD(str_partition, ONE, "partition(sep, /)",
       "Cut at the first sep: a tuple of the part before it, sep itself and the part after it.\n\n"
       "Without sep in it: the string and two empty ones.")
{
    return partition(rt, self, arg, false);
}

METHOD(str_rpartition, ONE, "rpartition(sep, /)",
       "Cut at the last sep: a tuple of the part before it, sep itself and the part after it.\n\n"
       "Without sep in it: two empty strings and the string.")
{
    return partition(rt, self, arg, true);
}

/* ---- case ---------------------------------------------------------------------------------------------------- */

METHOD(str_capitalize, NOARGS, "capitalize()", "Return a copy with its first character in upper case, the rest in lower case.")
{
    return str_change_case(rt, self, CASE_CAPITALIZE);
}

METHOD(str_casefold, NOARGS, "casefold()", "Return a copy for comparisons that ignore case.")
{
    return str_change_case(rt, self, CASE_FOLD);
}

METHOD(str_title, NOARGS, "title()", "Return a copy in which each word starts with an upper case letter.")
{
    return str_change_case(rt, self, CASE_TITLE);
}

METHOD(str_lower, NOARGS, "lower()", "Return a copy in lower case.")
{
    return str_change_case(rt, self, CASE_LOWER);
}

METHOD(str_upper, NOARGS, "upper()", "Return a copy in upper case.")
{
    return str_change_case(rt, self, CASE_UPPER);
}

METHOD(str_swapcase, NOARGS, "swapcase()", "Return a copy with upper case turned to lower case and the other way round.")
{
    return str_change_case(rt, self, CASE_SWAP);
}

/* ---- padding, stripping ------------------------------------------------------------------------------------------ */

/* fill_char: the second argument of center and its like. */
static bool fill_char(Runtime *rt, Obj *o, uint32_t *out)
{
    *out = ' ';
    if (!o) return true;
    if (!is_str(o)) {
        err_type(rt, "The fill character must be a unicode character, not %.100s", type_of(o)->name);
        return false;
    }
    if (str_len(o) != 1) {
        err_type(rt, "The fill character must be exactly one character long");
        return false;
    }
    *out = str_at(o, 0);
    return true;
}

METHOD(str_center, POSITIONAL, "center(width: int, fillchar='\\x20', /)",
       "Return the string in the middle of a string of that width; the padding is fillchar.")
{
    uint32_t fill;
    if (!fill_char(rt, a->obj[1], &fill)) return NULL;
    isize width = a->i[0], gap = width - str_len(self);
    if (gap <= 0) return str_unchanged(rt, self);
    isize left = gap / 2 + (gap & width & 1);
    return str_pad(rt, self, left, gap - left, fill);
}

METHOD(str_ljust, POSITIONAL, "ljust(width: int, fillchar='\\x20', /)",
       "Return the string at the left of a string of that width; the padding is fillchar.")
{
    uint32_t fill;
    return fill_char(rt, a->obj[1], &fill) ? str_pad(rt, self, 0, a->i[0] - str_len(self), fill) : NULL;
}

METHOD(str_rjust, POSITIONAL, "rjust(width: int, fillchar='\\x20', /)",
       "Return the string at the right of a string of that width; the padding is fillchar.")
{
    uint32_t fill;
    return fill_char(rt, a->obj[1], &fill) ? str_pad(rt, self, a->i[0] - str_len(self), 0, fill) : NULL;
}

METHOD(str_zfill_method, ONE, "zfill(width, /)", "Return the string with zeros before it, behind its sign, to that width.")
{
    isize width;
    Obj *index = number_index(rt, arg);
    if (!index) return NULL;
    bool ok = number_as_isize(rt, index, EXC_TYPE(rt, OverflowError), &width);
    decref(rt, index);
    return ok ? str_zfill(rt, self, width) : NULL;
}

METHOD(str_expandtabs_method, KEYWORDS, "expandtabs(tabsize: int=8)",
       "Return a copy in which tabs are replaced by spaces up to the next multiple of tabsize.")
{
    return str_expandtabs(rt, self, a->i[0]);
}

static OWN Obj *strip(Runtime *rt, Obj *self, Obj *chars, const char *name, int sides)
{
    if (!chars || is_none(rt, chars)) return text_strip(rt, &str_text, self, NULL, sides);
    if (!is_str(chars)) return err_type(rt, "%s arg must be None or str", name);
    Chars set = chars_of(chars);
    return text_strip(rt, &str_text, self, &set, sides);
}

METHOD(str_strip, POSITIONAL, "strip(chars=None, /)",
       "Return a copy without whitespace, or without characters of chars, at both ends.")
{
    return strip(rt, self, a->obj[0], "strip", STRIP_BOTH);
}

METHOD(str_lstrip, POSITIONAL, "lstrip(chars=None, /)",
       "Return a copy without whitespace, or without characters of chars, at the start.")
{
    return strip(rt, self, a->obj[0], "lstrip", STRIP_LEFT);
}

METHOD(str_rstrip, POSITIONAL, "rstrip(chars=None, /)",
       "Return a copy without whitespace, or without characters of chars, at the end.")
{
    return strip(rt, self, a->obj[0], "rstrip", STRIP_RIGHT);
}

static void *not_str(Runtime *rt, const char *name, Obj *arg)
{
    return err_type(rt, "%s() argument must be str, not %.50s", name, is_none(rt, arg) ? "None" : type_of(arg)->name);
}

METHOD(str_removeprefix, ONE, "removeprefix(prefix, /)", "Return the string without prefix at its start, if it is there.")
{
    if (!is_str(arg)) return not_str(rt, "removeprefix", arg);
    Chars s = chars_of(self), part = chars_of(arg);
    bool there = part.len > 0 && part.len <= s.len && chars_same(chars_part(s, 0, part.len), part);
    return there ? str_slice(rt, self, part.len, s.len) : str_unchanged(rt, self);
}

METHOD(str_removesuffix, ONE, "removesuffix(suffix, /)", "Return the string without suffix at its end, if it is there.")
{
    if (!is_str(arg)) return not_str(rt, "removesuffix", arg);
    Chars s = chars_of(self), part = chars_of(arg);
    bool there = part.len > 0 && part.len <= s.len && chars_same(chars_part(s, s.len - part.len, s.len), part);
    return there ? str_slice(rt, self, 0, s.len - part.len) : str_unchanged(rt, self);
}

/* ---- questions ----------------------------------------------------------------------------------------------------- */

METHOD(str_isascii, NOARGS, "isascii()", "Whether all characters are ASCII; true for the empty string.")
{
    return bool_new(rt, str_is_ascii(self));
}

METHOD(str_islower, NOARGS, "islower()", "Whether all cased characters are in lower case and there is one.")
{
    return bool_new(rt, chars_islower(chars_of(self)));
}

METHOD(str_isupper, NOARGS, "isupper()", "Whether all cased characters are in upper case and there is one.")
{
    return bool_new(rt, chars_isupper(chars_of(self)));
}

METHOD(str_istitle, NOARGS, "istitle()", "Whether each word starts in upper case and goes on in lower case.")
{
    return bool_new(rt, chars_istitle(chars_of(self)));
}

METHOD(str_isspace, NOARGS, "isspace()", "Whether there are characters and all are whitespace.")
{
    return bool_new(rt, str_all(self, uni_is_space));
}

METHOD(str_isdecimal, NOARGS, "isdecimal()", "Whether there are characters and all are decimal digits.")
{
    return bool_new(rt, str_all(self, uni_is_decimal));
}

METHOD(str_isdigit, NOARGS, "isdigit()", "Whether there are characters and all are digits.")
{
    return bool_new(rt, str_all(self, uni_is_digit));
}

METHOD(str_isnumeric, NOARGS, "isnumeric()", "Whether there are characters and all are numeric.")
{
    return bool_new(rt, str_all(self, uni_is_numeric));
}

METHOD(str_isalpha, NOARGS, "isalpha()", "Whether there are characters and all are letters.")
{
    return bool_new(rt, str_all(self, uni_is_alpha));
}

METHOD(str_isalnum, NOARGS, "isalnum()", "Whether there are characters and all are letters or numeric.")
{
    return bool_new(rt, str_all(self, uni_is_alnum));
}

METHOD(str_isidentifier, NOARGS, "isidentifier()",
       "Whether the string could be a name.\n\nkeyword.iskeyword(s) tells whether it is a reserved one.")
{
    return bool_new(rt, str_is_identifier(self));
}

METHOD(str_isprintable, NOARGS, "isprintable()", "Whether repr() would show all characters as they are.")
{
    return bool_new(rt, str_len(self) == 0 || str_all(self, uni_is_printable));
}

/* ---- formatting, translating, the rest -------------------------------------------------------------------------------- */

METHOD_COUNTED(str_format_method, VECTOR, "format(*args, **kwargs)",
       "S.format(*args, **kwargs) -> str\n\nReturn S with its fields in braces replaced by the arguments.")
{
    Obj *tuple = tuple_from_array(rt, args, nargs), *dict = NULL, *result = NULL;
    if (!tuple) return NULL;
    hold(rt, "arguments of format", tuple);
    isize n = kwnames ? tuple_len(kwnames) : 0;
    bool ok = n == 0 || (dict = dict_new(rt)) != NULL;
    for (isize i = 0; ok && i < n; i++) ok = dict_set(rt, dict, tuple_peek(kwnames, i), args[nargs + i]);
    hold(rt, "keyword arguments of format", dict);
    if (ok) result = str_format_fields(rt, self, tuple, dict);
    return drop_keep(rt, 2, result);
}

METHOD(str_format_map, ONE, "format_map(mapping, /)",
       "S.format_map(mapping) -> str\n\nReturn S with its fields in braces replaced by what mapping says.")
{
    return str_format_fields(rt, self, NULL, arg);
}

METHOD(str_format_spec_method, ONE, "__format__(format_spec, /)", "Return the string laid out as format_spec says.")
{
    if (!is_str(arg)) return err_type(rt, "__format__() argument must be str, not %.50s", is_none(rt, arg) ? "None" : type_of(arg)->name);
    return str_format_spec(rt, self, arg);
}

METHOD(str_translate_method, ONE, "translate(table, /)",
       "Return a copy in which each character is replaced by what table gives for its code:\n"
       "a code, a string, or None to leave it out.  A LookupError leaves it as it is.")
{
    return str_translate(rt, self, arg);
}

STATIC_METHOD(str_maketrans_method, POSITIONAL, "maketrans(x, y: str=None, z: str=None, /)",
              "Return a table for translate().\n\nOf a dict of codes or characters; or of two strings of equal length, with a\n"
              "third one of characters to be left out.")
{
    return str_maketrans(rt, a->obj[0], a->obj[1], a->obj[2]);
}

METHOD(str_sizeof, NOARGS, "__sizeof__()", "Return the size of the string in memory, in bytes.")
{
    const Str *s = (const Str *)self;
    isize chars = (s->length + 1) * (isize)s->state.kind, size;
    if (!s->state.compact) size = (isize)sizeof(StrObject) + chars;
    else size = (isize)(s->state.ascii ? sizeof(Str) : sizeof(WideStr)) + chars;
    bool has_utf8 = (!s->state.ascii || !s->state.compact) && ((const WideStr *)s)->utf8;
    return int_new(rt, size + (has_utf8 ? ((const WideStr *)s)->utf8_length + 1 : 0));
}

METHOD(str_getnewargs, NOARGS, "__getnewargs__()", NULL)
{
    Obj *copy = str_from_chars(rt, str_kind(self), str_data(self), str_len(self));
    return copy ? tuple_from_array_take(rt, &copy, 1) : NULL;
}

const MethodDef *const str_methods[] = {
    &str_encode_method_def, &str_replace_method_def, &str_split_def,          &str_rsplit_def,
    &str_join_method_def,   &str_capitalize_def,     &str_casefold_def,       &str_title_def,
    &str_center_def,        &text_count_def,          &str_expandtabs_method_def, &text_find_def,
    &str_partition_def,     &text_index_def,          &str_ljust_def,          &str_lower_def,
    &str_lstrip_def,        &text_rfind_def,          &text_rindex_def,         &str_rjust_def,
    &str_rstrip_def,        &str_rpartition_def,     &str_splitlines_def,     &str_strip_def,
    &str_swapcase_def,      &str_translate_method_def, &str_upper_def,        &text_startswith_def,
    &text_endswith_def,      &str_removeprefix_def,   &str_removesuffix_def,   &str_isascii_def,
    &str_islower_def,       &str_isupper_def,        &str_istitle_def,        &str_isspace_def,
    &str_isdecimal_def,     &str_isdigit_def,        &str_isnumeric_def,      &str_isalpha_def,
    &str_isalnum_def,       &str_isidentifier_def,   &str_isprintable_def,    &str_zfill_method_def,
    &str_format_method_def, &str_format_map_def,     &str_format_spec_method_def, &str_maketrans_method_def,
    &str_sizeof_def,        &str_getnewargs_def,     NULL};
