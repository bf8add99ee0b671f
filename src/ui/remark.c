/* remark.c - a word beside printed figures that are not what the panes show, or not what CPython prints.

   A count is explained only where the holders and the call's own argument add up to what was printed. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

/* What is our own in the answers of these functions; see DIFFERENCES in the manual. */
static const struct {
    const char *call, *words;
} own_figures[] = {
    {"id(", "addresses are nominal: the same on every machine"},
    {"gc.get_count(", "the interpreter's start left its own count here, not CPython's"},
    {"gc.get_objects(", "the interpreter's own objects are in it, not CPython's"},
    {"sys.getallocatedblocks(", "the interpreter's own blocks are in it, not CPython's"},
};

static void __attribute__((format(printf, 2, 3))) note(Ui *ui, const char *format, ...)
{
    char words[160] = "    ";
    va_list ap;
    va_start(ap, format);
    vsnprintf(words + 4, sizeof words - 4, format, ap);
    va_end(ap);
    scrollback_line(&ui->out, S_NOTE, words);
}

/* Where [call] begins in the text, not within a longer name; NULL: nowhere. */
static const char *find_call(const char *text, const char *call)
{
    for (const char *at = text; (at = strstr(at, call)) != NULL; at++)
        if (at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_' && at[-1] != '.')) return at;
    return NULL;
}

/* The object of a call [call]PATH), as far as PATH can be read without running anything; NULL. */
static Obj *asked_for(Ui *ui, const char *text, const char *call)
{
    char path[128];
    const char *at = find_call(text, call);
    if (!at) return NULL;
    at += strlen(call);
    size_t n = strcspn(at, ")");
    if (!n || n >= sizeof path) return NULL;
    memcpy(path, at, n);
    path[n] = 0;
    return view_find(ui->view, path);
}

static void remark_count(Ui *ui, const char *text, int64_t printed)
{
    HolderSum sum;
    size_t n = 1;
    Obj *o = asked_for(ui, text, "sys.getrefcount(");
    if (!o) o = asked_for(ui, text, "getrefcount(");
    if (!o) return;
    view_holders(ui->view, o, &n, &sum);
    if (sum.is_static)
        note(ui, "the interpreter keeps it for ever: its own share of the count is not CPython's");
    else if (printed == sum.holders + 1)
        note(ui, "%lld holder%s + 1: the argument of getrefcount itself", (long long)sum.holders,
             words_plural((uint64_t)sum.holders));
}

/* The number is decimal, the heap pane's addresses are not. */
static void remark_address(Ui *ui, const char *text, int64_t printed)
{
    Obj *o = asked_for(ui, text, "id(");
    uint32_t label = o ? view_label(ui->view, o) : 0;
    if (!o || (uint64_t)printed != heap_nominal(HEAP(ui->rt), o)) return;
    if (label)
        note(ui, "%llx in the heap pane: #%u", (unsigned long long)printed, label);
    else
        note(ui, "%llx in hexadecimal", (unsigned long long)printed);
}

void remark(Ui *ui, const char *text)
{
    const char *last = scrollback_last(&ui->out);
    if (ui->out.begun == ui->last_lines || !last) return; /* nothing was printed */
    int64_t printed = strtoll(last, NULL, 10);
    remark_count(ui, text, printed);
    remark_address(ui, text, printed);
    for (size_t i = 0; i < COUNT_OF(own_figures); i++) {
        if (ui->remarked & 1u << i || !find_call(text, own_figures[i].call)) continue;
        ui->remarked |= 1u << i; /* once is enough */
        note(ui, "%s", own_figures[i].words);
    }
}
