/* event.c - the words and sentences of the event table. */
#include "share/event.h"

static const char *const words[] = {
#define EVENT(kind, word, sentence) word,
#include "share/event.def"
#undef EVENT
};

static const char *const sentences[] = {
#define EVENT(kind, word, sentence) sentence,
#include "share/event.def"
#undef EVENT
};

const char *event_word(EventKind kind) { return words[kind]; }

const char *event_sentence(EventKind kind) { return sentences[kind]; }
