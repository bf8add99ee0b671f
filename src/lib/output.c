/* output.c - see output.h.  The buffer belongs to the face, not to the world: it lies outside the image. */
#include "lib/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "object/object.h"

enum { ROOM = 8192 };
static struct {
    char bytes[ROOM];
    size_t len;
    int terminal; /* 0: not asked yet, 1: no, 2: yes */
} out;

/* Writes [n] bytes; how many of them the system took. */
static size_t write_most(int fd, const char *bytes, size_t n)
{
    size_t sent = 0;
    while (sent < n) {
        ssize_t done = write(fd, bytes + sent, n - sent);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) break;
        sent += (size_t)done;
    }
    return sent;
}

static bool write_all(int fd, const char *bytes, size_t n) { return write_most(fd, bytes, n) == n; }

bool output_flush(void)
{
    size_t sent = write_most(1, out.bytes, out.len);
    int error = errno;
    out.len -= sent;
    memmove(out.bytes, out.bytes + sent, out.len); /* what could not go waits for the next time */
    errno = error;
    return out.len == 0;
}

static bool buffered(const char *bytes, size_t n)
{
    if (!out.terminal) out.terminal = 1 + isatty(1);
    if (n > ROOM - out.len && !output_flush()) {
        out.len = 0; /* a full buffer that cannot go is lost, as in CPython; at the end only what came later is tried */
        return false;
    }
    if (n > ROOM) return write_all(1, bytes, n);
    memcpy(out.bytes + out.len, bytes, n);
    out.len += n;
    return out.terminal == 1 || !memchr(bytes, '\n', n) || output_flush();
}

bool output_write(Runtime *rt, int fd, const char *bytes, size_t n)
{
    bool ok = fd == 2 ? write_all(2, bytes, n) : n == 0 ? output_flush() : buffered(bytes, n);
    if (!ok) err_os(rt, errno, NULL);
    return ok;
}

char *input_read_line(Runtime *rt, const char *prompt, bool *eof)
{
    char *line = NULL;
    size_t room = 0;
    *eof = false;
    if (!output_write(rt, 1, prompt, strlen(prompt)) || !output_write(rt, 1, NULL, 0)) return NULL;
    ssize_t n = getline(&line, &room, stdin);
    if (n < 0) {
        *eof = true;
        free(line);
        return NULL;
    }
    if (n && line[n - 1] == '\n') line[n - 1] = 0;
    return line;
}
