/* story.h - the records of the log in words: one table of sentences, story.def, for every face. */
#ifndef GH_TRACE_STORY_H
#define GH_TRACE_STORY_H

#include "trace/log.h"
#include "trace/value.h"

typedef enum StoryGap {
#define GAP(id, name) GAP_##id,
#include "trace/story.def"
    GAPS
} StoryGap;

typedef struct Story {
    const char *id, *word, *what, *why; /* id: the row's name in story.def */
} Story;

/* story_of: which row tells of a record.  story_row: the row. */
StoryId story_of(const Runtime *rt, const Record *r);
const Story *story_row(StoryId id);
const char *story_gap_name(StoryGap gap);

/* story_word: the row's word, its gap filled.  story_out: [text] (a row's what or why) with its gaps filled; [n] is the
   record's number, for what the records behind it tell.  story_cause_out: why an object died. */
const char *story_word(StoryId id, const Record *r);
void story_out(Runtime *rt, const Record *r, uint64_t n, const char *text, Out *out);
void story_gap_out(Runtime *rt, const Record *r, uint64_t n, StoryGap gap, Out *out);
void story_cause_out(Runtime *rt, const Record *r, Out *out);

/* story_gaps: the gaps of what is told of a record, a bit each.  story_cause_word: "deleted", "holder" ... */
uint32_t story_gaps(StoryId id, const Record *r);
const char *story_cause_word(Cause cause);

#endif
