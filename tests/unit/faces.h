/* faces.h - what the program's faces say of one session, brought into one form so that it can be compared.

   A saying is a line of fields: "object #7|0x7f000004b2c0|4b2c0|2|0|list|88|[1, 2, 3]", "name a|#7 list [1, 2, 3]",
   "held #7|2 = 2", "by #7|global a|", "event bind b -> #7: the arrow is copied, not the list".  The screen cuts what is
   too long; its field then ends in "..." as one character, and agrees with whatever goes on so. */
#ifndef GH_TEST_FACES_H
#define GH_TEST_FACES_H

#include <stdbool.h>
#include <stddef.h>

#include "random_session.h"
#include "vscreen.h"

typedef struct Sayings {
    char **line;
    int n, room;
} Sayings;

void say(Sayings *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_clear(Sayings *s);
/* say_agree: whether [cut] says what [whole] says, both of the kinds of [kinds] (a line's first word each, "" all);
   else the difference in [text]. */
bool say_agree(const Sayings *whole, const Sayings *cut, const char *kinds, char *text, size_t room);

/* say_holders_agree: the same of "held" and "by" lines, in whatever order; the screen may have put many of a kind
 * together. */
bool say_holders_agree(const Sayings *whole, const Sayings *cut, char *text, size_t room);

/* What one face said, statement by statement: heap and names after each, holders after those that [held] marks and at
   the end; and what sys.getrefcount answered afterwards. */
typedef struct Told {
    Sayings after[SESSION_STATEMENTS + 2];
    int statements, status;
    char refcounts[4096]; /* "1:2 4:1": label, count */
} Told;
void told_clear(Told *told);

typedef struct Plan {
    const Session *session;
    bool held[SESSION_STATEMENTS + 2]; /* by statement's number, from 1 */
    bool script;                       /* the session is a file that is run first, not typed */
    char path[64];                     /* of that file */
} Plan;

/* The questions to be typed after the session: how many references has each object in [labels]? */
const char *question_text(void); /* the function that answers, some lines */
void question_call(const Sayings *last, char *text, size_t room);

/* ask_lines: what `glassheap --plain` says, or with [json] `glassheap --plain --json`; [question]: of question_call. */
void ask_lines(const Plan *plan, bool json, const char *question, Told *told);

/* ask_report: what `glassheap --events FILE`, or `--json FILE`, says of a script. */
void ask_report(const Plan *plan, bool json, Told *told);

/* read_heap, read_names, read_holders: what a screen shows, by walking through the pane when it does not show
   all at once. */
void read_heap(VScreen *v, Sayings *to);
void read_names(VScreen *v, Sayings *to);
/* read_log: the events of [statement], the newest; how many rows there are for them. */
int read_log(VScreen *v, int statement, Sayings *to);
void read_holders(VScreen *v, unsigned label, Sayings *to);
/* read_output: the last line of output that begins with [start], put together again where it was wrapped. */
void read_output(VScreen *v, const char *start, char *text, size_t room);

#endif
