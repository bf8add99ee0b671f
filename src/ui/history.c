/* history.c - the lines of earlier sessions: a file of UTF-8, one line each, added to as soon as a line is typed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/editor.h"

/* Makes the directories on the way to [path]. */
static bool make_directories(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        bool ok = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!ok) return false;
    }
    return true;
}

char *history_path(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    int n = -1;
    if (state && state[0] == '/')
        n = asprintf(&path, "%s/glassheap/history", state);
    else if (home && home[0] == '/')
        n = asprintf(&path, "%s/.local/state/glassheap/history", home);
    if (n < 0) return NULL;
    if (make_directories(path)) return path;
    free(path);
    return NULL;
}

/* Keeps the newest HISTORY_MAX lines of a file that has grown to twice as many. */
static void shorten(const char *path, char **lines, size_t n)
{
    char *fresh = NULL;
    if (asprintf(&fresh, "%s.new", path) < 0) return;
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (f) {
        for (size_t i = n - HISTORY_MAX; i < n; i++) fprintf(f, "%s\n", lines[i]);
        if (fclose(f) == 0) (void)!rename(fresh, path);
    }
    free(fresh);
}

void history_load(const char *path, void (*add)(void *ctx, const char *line), void *ctx)
{
    FILE *f = path ? fopen(path, "re") : NULL;
    if (!f) return;
    char **lines = NULL, *line = NULL;
    size_t n = 0, room = 0, size = 0;
    ssize_t got;
    while ((got = getline(&line, &size, f)) > 0) {
        if (line[got - 1] == '\n') line[--got] = 0;
        if (n == room) {
            char **more = realloc(lines, (room = room ? 2 * room : 256) * sizeof *lines);
            if (!more) break;
            lines = more;
        }
        if (got && (lines[n] = strdup(line)) != NULL) n++;
    }
    fclose(f);
    free(line);
    for (size_t i = n > HISTORY_MAX ? n - HISTORY_MAX : 0; i < n; i++) add(ctx, lines[i]);
    if (n > 2 * HISTORY_MAX) shorten(path, lines, n);
    for (size_t i = 0; i < n; i++) free(lines[i]);
    free(lines);
}

void history_append(const char *path, const char *line)
{
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (fd < 0) return;
    char *text = NULL;
    int n = asprintf(&text, "%s\n", line);
    if (n > 0) {
        (void)!write(fd, text, (size_t)n);
        free(text);
    }
    close(fd);
}
