/* words.c - numbers and arrows as people read them. */
#include <stdio.h>
#include <string.h>

#include "ui/face.h"

void words_count(char *text, size_t room, uint64_t n)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
    size_t at = 0;
    for (int i = 0; i < length && at + 2 < room; i++) {
        if (i && (length - i) % 3 == 0) text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = 0;
}

void words_size(char *text, size_t room, size_t bytes)
{
    static const char *const units[] = {"KiB", "MiB", "GiB"};
    if (bytes < 1024) {
        snprintf(text, room, "%zu B", bytes);
        return;
    }
    double value = (double)bytes / 1024;
    size_t unit = 0;
    for (; value >= 1024 && unit + 1 < COUNT_OF(units); unit++) value /= 1024;
    snprintf(text, room, value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

const char *words_plural(uint64_t n) { return n == 1 ? "" : "s"; }

void words_arrows(const Screen *s, char *to, size_t room, const char *from)
{
    size_t at = 0;
    const char *arrow = s->utf8 ? screen_glyph(s, G_ARROW) : "->";
    while (*from && at + 4 < room) {
        if (from[0] == '-' && from[1] == '>') {
            size_t n = strlen(arrow);
            memcpy(to + at, arrow, n);
            at += n;
            from += 2;
        } else {
            to[at++] = *from++;
        }
    }
    to[at] = 0;
}
