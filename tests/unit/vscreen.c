/* vscreen.c - see vscreen.h. */
#include "vscreen.h"

#include <check.h>
#include <ctype.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { PATIENCE = 20000, QUIET = 15, ROW_BYTES = 4096 };

struct VScreen {
    VTerm *vt;
    VTermScreen *screen;
    int fd, rows, cols;
    pid_t pid;
    size_t bytes;
    bool alternate, ended;
    int status;
    char state[64];
};

static void on_output(const char *s, size_t n, void *user)
{
    VScreen *v = user;
    if (write(v->fd, s, n) < 0) perror("vscreen");
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    if (property == VTERM_PROP_ALTSCREEN) ((VScreen *)user)->alternate = value->boolean;
    return 1;
}

static void be_program(const VStart *start, const char *state)
{
    const char *program = getenv("GLASSHEAP");
    const char *argv[16] = {program ? program : "./glassheap"};
    for (int i = 0; start->args && start->args[i] && i < 14; i++) argv[i + 1] = start->args[i];
    setenv("TERM", start->term ? start->term : "xterm-256color", 1);
    setenv("LC_ALL", start->locale ? start->locale : "C.UTF-8", 1);
    setenv("HOME", "/nonexistent", 1);
    setenv("XDG_STATE_HOME", state, 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    unsetenv("NO_COLOR");
    if (start->no_color) setenv("NO_COLOR", start->no_color, 1);
    execv(argv[0], (char *const *)argv);
    _exit(127);
}

/* As much of a shell as job control needs. */
static void be_shell(const VStart *start, const char *state)
{
    int status;
    char key;
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(0, getpid());
        signal(SIGTTOU, SIG_DFL);
        be_program(start, state);
    }
    setpgid(job, job);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
        tcsetpgrp(0, getpgrp());
        dprintf(1, "stopped\n");
        if (read(0, &key, 1) != 1) break;
        tcsetpgrp(0, job);
        kill(job, SIGCONT);
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

VScreen *vs_open(const VStart *start)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    static const VStart usual;
    VScreen *v = calloc(1, sizeof *v);
    if (!start) start = &usual;
    v->rows = start->rows ? start->rows : 24;
    v->cols = start->cols ? start->cols : 80;
    strcpy(v->state, "/tmp/vscreen.XXXXXX");
    if (!start->state) ck_assert_ptr_nonnull(mkdtemp(v->state));
    struct winsize size = {(unsigned short)v->rows, (unsigned short)v->cols, 0, 0};
    v->pid = forkpty(&v->fd, NULL, NULL, &size);
    ck_assert_int_ge(v->pid, 0);
    if (v->pid == 0) (start->as_job ? be_shell : be_program)(start, start->state ? start->state : v->state);
    v->vt = vterm_new(v->rows, v->cols);
    vterm_set_utf8(v->vt, 1);
    vterm_output_set_callback(v->vt, on_output, v);
    v->screen = vterm_obtain_screen(v->vt);
    vterm_screen_enable_altscreen(v->screen, 1);
    vterm_screen_set_callbacks(v->screen, &callbacks, v);
    vterm_screen_reset(v->screen, 1);
    if (start->state) v->state[0] = 0;
    return v;
}

static void remove_state(const VScreen *v)
{
    char path[128];
    if (!v->state[0]) return;
    snprintf(path, sizeof path, "%s/glassheap/history", v->state);
    unlink(path);
    snprintf(path, sizeof path, "%s/glassheap", v->state);
    rmdir(path);
    rmdir(v->state);
}

int vs_close(VScreen *v)
{
    if (!v->ended) {
        kill(v->pid, SIGKILL);
        waitpid(v->pid, &v->status, 0);
    }
    int status = v->status;
    close(v->fd);
    vterm_free(v->vt);
    remove_state(v);
    free(v);
    return status;
}

/* ---- talking ----------------------------------------------------------------------------------------------------- */

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Takes what comes within [milliseconds]; false: nothing came. */
static bool take(VScreen *v, int milliseconds)
{
    char bytes[8192];
    struct pollfd p = {v->fd, POLLIN, 0};
    if (poll(&p, 1, milliseconds) <= 0) return false;
    ssize_t n = read(v->fd, bytes, sizeof bytes);
    if (n <= 0) return false;
    v->bytes += (size_t)n;
    vterm_input_write(v->vt, bytes, (size_t)n);
    return true;
}

void vs_settle(VScreen *v, int quiet)
{
    while (take(v, quiet)) {
    }
}

/* Whether the program has read all keys and sleeps until there are more. */
static bool is_waiting(const VScreen *v)
{
    char path[64], state = 0;
    int unread = 0, slave = open(ptsname(v->fd), O_RDONLY | O_NOCTTY);
    if (slave >= 0) {
        ioctl(slave, FIONREAD, &unread);
        close(slave);
    }
    snprintf(path, sizeof path, "/proc/%d/stat", (int)v->pid);
    FILE *f = fopen(path, "r");
    if (f && fscanf(f, "%*d (%*[^)]) %c", &state) != 1) state = 0;
    if (f) fclose(f);
    return unread == 0 && state == 'S';
}

void vs_answer(VScreen *v)
{
    size_t before = v->bytes;
    long silent_from = now();
    for (long end = now() + PATIENCE; now() < end;) {
        bool waits = is_waiting(v), came = take(v, v->bytes == before ? 1 : 0);
        if (!came && waits && (v->bytes != before || now() > silent_from + QUIET)) return;
        if (came || !waits) silent_from = now();
        if (!came && !waits) usleep(100);
    }
}

void vs_send(VScreen *v, const char *keys)
{
    ck_assert_int_eq((int)write(v->fd, keys, strlen(keys)), (int)strlen(keys));
}

void vs_row(VScreen *v, int row, char *text, size_t room)
{
    VTermRect r = {row, row + 1, 0, v->cols};
    size_t n = vterm_screen_get_text(v->screen, text, room - 1, r);
    while (n && (text[n - 1] == ' ' || text[n - 1] == '\n')) n--;
    text[n] = 0;
}

static size_t utf8_put(char *to, uint32_t c)
{
    if (c < 0x80) return to[0] = (char)c, 1;
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n; --i > 0; c >>= 6) to[i] = (char)(0x80 | (c & 0x3f));
    to[0] = (char)((0xf00 >> n & 0xff) | c);
    return n;
}

void vs_cells(VScreen *v, int row, int from, int to, char *text, size_t room)
{
    size_t n = 0;
    for (int x = from; x < to && x < v->cols && n + 8 < room;) {
        VTermScreenCell cell;
        vterm_screen_get_cell(v->screen, (VTermPos){row, x}, &cell);
        size_t at = n;
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] && n + 8 < room; i++)
            n += utf8_put(text + n, cell.chars[i]);
        if (n == at) text[n++] = ' ';
        x += cell.width > 0 ? cell.width : 1;
    }
    text[n] = 0;
}

int vs_rows(const VScreen *v) { return v->rows; }
int vs_cols(const VScreen *v) { return v->cols; }

static int find(VScreen *v, const char *text)
{
    char row[ROW_BYTES];
    for (int y = 0; y < v->rows; y++) {
        vs_row(v, y, row, sizeof row);
        if (strstr(row, text)) return y;
    }
    return -1;
}

bool vs_shows(VScreen *v, const char *text) { return find(v, text) >= 0; }

void vs_dump(VScreen *v)
{
    char row[ROW_BYTES];
    for (int y = 0; y < v->rows; y++) {
        vs_row(v, y, row, sizeof row);
        fprintf(stderr, "|%s\n", row);
    }
}

int vs_expect(VScreen *v, const char *text)
{
    int y = -1;
    for (long end = now() + PATIENCE; y < 0 && now() < end;) {
        take(v, 20);
        vs_settle(v, QUIET);
        y = find(v, text);
    }
    if (y < 0) vs_dump(v);
    ck_assert_msg(y >= 0, "the screen never showed \"%s\"", text);
    return y;
}

void vs_expect_gone(VScreen *v, const char *text)
{
    for (long end = now() + PATIENCE; vs_shows(v, text) && now() < end;) take(v, 20);
    if (vs_shows(v, text)) vs_dump(v);
    ck_assert_msg(!vs_shows(v, text), "the screen still shows \"%s\"", text);
}

/* Whether the row is a prompt's, with nothing behind it (but perhaps a pane on the right). */
static bool is_empty_prompt(const char *row)
{
    if (strncmp(row, ">>>", 3) != 0 && strncmp(row, "...", 3) != 0) return false;
    return strspn(row + 3, " ") == strlen(row + 3) || strspn(row + 3, " ") > 40;
}

/* A statement is over when there is an empty prompt again. */
void vs_type(VScreen *v, const char *line)
{
    char row[ROW_BYTES];
    int y, x;
    vs_send(v, line);
    vs_send(v, "\r");
    for (long end = now() + PATIENCE; now() < end;) {
        take(v, 20);
        vs_settle(v, QUIET);
        vs_cursor(v, &y, &x);
        vs_row(v, y, row, sizeof row);
        if (x == 4 && is_empty_prompt(row)) return;
    }
    vs_dump(v);
    ck_abort_msg("no prompt after \"%s\"", line);
}

size_t vs_bytes(const VScreen *v) { return v->bytes; }
pid_t vs_pid(const VScreen *v) { return v->pid; }

void vs_resize(VScreen *v, int rows, int cols)
{
    struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};
    v->rows = rows;
    v->cols = cols;
    vterm_set_size(v->vt, rows, cols);
    ioctl(v->fd, TIOCSWINSZ, &size);
}

void vs_cursor(VScreen *v, int *row, int *col)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(v->vt), &at);
    *row = at.row;
    *col = at.col;
}

int vs_wait(VScreen *v)
{
    for (long end = now() + PATIENCE; !v->ended && now() < end;) {
        take(v, 20);
        v->ended = waitpid(v->pid, &v->status, WNOHANG) == v->pid;
    }
    ck_assert_msg(v->ended, "the program did not end");
    vs_settle(v, QUIET);
    return v->status;
}

bool vs_termios(const VScreen *v, struct termios *out) { return tcgetattr(v->fd, out) == 0; }
bool vs_in_alternate(const VScreen *v) { return v->alternate; }

int vs_colours(VScreen *v)
{
    int n = 0;
    for (int y = 0; y < v->rows; y++)
        for (int x = 0; x < v->cols; x++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(v->screen, (VTermPos){y, x}, &cell);
            n += !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
        }
    return n;
}

/* ---- pictures ---------------------------------------------------------------------------------------------------- */

static size_t hex_run(const char *s)
{
    size_t n = 0;
    while (isdigit((unsigned char)s[n]) || (s[n] >= 'a' && s[n] <= 'f')) n++;
    return n;
}

/* Replaces each run of [piece]s by one of [by]. */
static void squeeze(char *row, const char *piece, const char *by)
{
    size_t n = strlen(piece);
    char *to = row;
    for (char *from = row; *from;) {
        if (strncmp(from, piece, n) != 0) {
            *to++ = *from++;
            continue;
        }
        while (strncmp(from, piece, n) == 0) from += n;
        for (const char *c = by; *c; c++) *to++ = *c;
    }
    *to = 0;
}

/* Numbers as one '#', fillings of any length as one. */
static void squeeze_numbers(char *from)
{
    for (char *c = from; *c; c++)
        if (isdigit((unsigned char)*c) || (*c == ',' && c > from && c[-1] == '#')) *c = '#';
    squeeze(from, "#", "#");
    squeeze(from, " ", " ");
    squeeze(from, "\xe2\x94\x80", "-"); /* the line */
    squeeze(from, "\xe2\x96\x88", "*"); /* full and empty parts of gauges */
    squeeze(from, "\xe2\x96\x91", "*");
    squeeze(from, "\xe2\x96\x92", "*");
    squeeze(from, "*", "*");
    squeeze(from, "-", "-");
}

/* What depends on the interpreter's start, not on what was typed: addresses, how much there is in all. */
static void mask(char *row)
{
    char *gc = strncmp(row, " glassheap", 10) == 0 ? strstr(row, "  gc ") : NULL, *of = strstr(row, "yours of "),
         *names = strstr(row, " builtins");
    for (char *at = row; (at = strstr(at, "..")) != NULL; at += 2)
        if (hex_run(at + 2) >= 5) memset(at + 2, '-', hex_run(at + 2));
    for (char *at = row; *at; at += hex_run(at) ? hex_run(at) : 1)
        if (hex_run(at) == 12 && at[0] == '7' && at[1] == 'f') memset(at, '-', 12);
    if (names)
        for (char *c = row; c < names; c++)
            if (isdigit((unsigned char)*c)) *c = '#';
    if (gc) squeeze_numbers(gc);
    if (of) {
        squeeze_numbers(of); /* the numbers before it are the student's */
        squeeze(row, "\xe2\x94\x80", "-");
    }
}

/* The panes of the collector and of the pools show the interpreter's own, too. */
static void mask_sums(VScreen *v, char rows[][ROW_BYTES])
{
    bool inside = false;
    for (int y = 0; y < v->rows - 1; y++) {
        char *title = strstr(rows[y], " Collector "), *bar = rows[y];
        inside |= title != NULL;
        if (!inside) continue;
        for (char *next = bar; (next = strstr(next, "\xe2\x94\x82")) != NULL; next += 3) bar = next + 3;
        squeeze_numbers(title ? title : strstr(rows[y], " Pools ") ? strstr(rows[y], " Pools ") : bar);
    }
}

static void golden_path(char *path, size_t room, const char *name, const char *ending)
{
    const char *srcdir = getenv("srcdir");
    snprintf(path, room, "%s/tests/golden/%s%s", srcdir ? srcdir : ".", name, ending);
}

void vs_golden(VScreen *v, const char *name)
{
    static char rows[128][ROW_BYTES];
    char path[512], expected[ROW_BYTES];
    vs_settle(v, 60);
    for (int y = 0; y < v->rows; y++) {
        vs_row(v, y, rows[y], ROW_BYTES);
        mask(rows[y]);
    }
    mask_sums(v, rows);
    bool update = getenv("GOLDEN_UPDATE") != NULL;
    golden_path(path, sizeof path, name, ".txt");
    FILE *f = fopen(path, update ? "w" : "r");
    ck_assert_msg(f != NULL, "no picture %s", path);
    for (int y = 0; y < v->rows; y++) {
        if (update) {
            fprintf(f, "%s\n", rows[y]);
            continue;
        }
        ck_assert_msg(fgets(expected, sizeof expected, f) != NULL, "%s has fewer rows", path);
        expected[strcspn(expected, "\n")] = 0;
        if (strcmp(expected, rows[y]) != 0) vs_dump(v);
        ck_assert_msg(strcmp(expected, rows[y]) == 0, "%s, row %d:\n  expected |%s\n  is       |%s", name, y, expected,
                      rows[y]);
    }
    fclose(f);
}
