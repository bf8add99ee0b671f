/* output.c - see output.h.  The buffer belongs to the face, not to the world: it lies outside the image. */
#include "lib/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "object/object.h"

enum { ROOM = 8192 };
static struct {
    char bytes[ROOM];
    size_t len;
    int terminal; /* 0: not asked yet, 1: no, 2: yes */
    int error;    /* why standard error could not be written */
} out;

/* Writes [n] bytes; how many of them the system took.  With [rt] it can be interrupted. */
static size_t write_most(Runtime *rt, int fd, const char *bytes, size_t n)
{
    size_t sent = 0;
    while (sent < n) {
        ssize_t done = write(fd, bytes + sent, n - sent);
        if (done < 0 && (errno != EINTR || (rt && UNLIKELY(rt_poll(rt))))) break;
        if (done < 0) continue;
        sent += (size_t)done;
    }
    return sent;
}

static bool write_all(Runtime *rt, int fd, const char *bytes, size_t n) { return write_most(rt, fd, bytes, n) == n; }

/* What CPython's lower buffer holds. */
static size_t block_size(void)
{
    struct stat st;
    return fstat(1, &st) == 0 && st.st_blksize > 1 ? (size_t)st.st_blksize : ROOM;
}

/* What could not go waits for the next time, unless it is more than CPython would keep. */
static bool flush(Runtime *rt)
{
    size_t sent = write_most(rt, 1, out.bytes, out.len);
    int error = errno;
    bool ok = sent == out.len;
    out.len -= sent;
    memmove(out.bytes, out.bytes + sent, out.len);
    if (!ok && out.len > block_size()) out.len = 0;
    errno = error;
    return ok;
}

bool output_flush(void) { return flush(NULL); }

static bool buffered(Runtime *rt, const char *bytes, size_t n)
{
    if (!out.terminal) out.terminal = 1 + isatty(1);
    if (n > ROOM - out.len && !flush(rt)) {
        out.len = 0; /* a full buffer that cannot go is lost, as in CPython; at the end only what came later is tried */
        return false;
    }
    if (n > ROOM) return write_all(rt, 1, bytes, n);
    memcpy(out.bytes + out.len, bytes, n);
    out.len += n;
    return out.terminal == 1 || !memchr(bytes, '\n', n) || flush(rt);
}

/* Standard error is not buffered; but what could not go is not forgotten, so that flushing it fails, too. */
static bool write_error(Runtime *rt, const char *bytes, size_t n)
{
    if (n && !write_all(rt, 2, bytes, n)) out.error = errno;
    errno = out.error;
    return out.error == 0;
}

bool output_write(Runtime *rt, int fd, const char *bytes, size_t n)
{
    bool ok = fd == 2 ? write_error(rt, bytes, n) : n == 0 ? flush(rt) : buffered(rt, bytes, n);
    if (!ok && !err_pending(rt)) err_os(rt, errno, NULL);
    return ok;
}

char *input_read_line(Runtime *rt, const char *prompt, bool *eof)
{
    char *line = NULL;
    size_t room = 0;
    *eof = false;
    if (!output_write(rt, 1, prompt, strlen(prompt)) || !output_write(rt, 1, NULL, 0)) return NULL;
    ssize_t n;
    for (;;) {
        n = getline(&line, &room, stdin);
        if (n >= 0 || feof(stdin)) break;
        int error = errno;
        clearerr(stdin);
        if (error != EINTR) err_os(rt, error, NULL);
        if (error != EINTR || UNLIKELY(rt_poll(rt))) break;
    }
    clearerr(stdin); /* at a terminal more may follow the end */
    if (n < 0) {
        *eof = true;
        free(line);
        return NULL;
    }
    *eof = n == 0 || line[n - 1] != '\n';
    if (!*eof) line[n - 1] = 0;
    return line;
}
