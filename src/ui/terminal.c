/* terminal.c - see terminal.h.

   A crash handler may not call curses.  So what closes the screen is put together while all is well: a string of bytes
   and the terminal's settings from before. */
#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#include "ui/face.h"

#include <term.h> /* last: it makes macros of plain words */

volatile sig_atomic_t terminal_resized, terminal_continued, terminal_tick;

enum { TICK_MICROSECONDS = 50000, ESCAPE_MILLISECONDS = 50, HANDLER_STACK = 64 << 10 };

/* Written by terminal_open only; read by signal handlers. */
static struct {
    struct termios before;
    char bytes[256];
    size_t n;
    void *stack; /* of the handlers */
    volatile sig_atomic_t open;
} way_back;

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static void put_bytes(const char *bytes, size_t n) { (void)!write(STDOUT_FILENO, bytes, n); }

/* Async-signal-safe. */
static void give_back(void)
{
    if (!way_back.open) return;
    way_back.open = 0;
    put_bytes(way_back.bytes, way_back.n);
    tcsetattr(STDIN_FILENO, TCSANOW, &way_back.before);
}

static void add_way_back(const char *capability)
{
    const char *s = capability;
    if (!s || s == (char *)-1) return;
    size_t n = strlen(s);
    if (way_back.n + n > sizeof way_back.bytes) return;
    memcpy(way_back.bytes + way_back.n, s, n);
    way_back.n += n;
}

/* ---- signals ----------------------------------------------------------------------------------------------------- */

static void on_end_signal(int number)
{
    give_back();
    if (number != SIGTERM && number != SIGHUP) {
        static const char sentence[] = "glassheap: a fault inside the program; the terminal was put in order.\n";
        (void)!write(STDERR_FILENO, sentence, sizeof sentence - 1);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void on_note(int number)
{
    if (number == SIGWINCH) terminal_resized = 1;
    if (number == SIGCONT) terminal_continued = 1;
    if (number == SIGALRM) terminal_tick = 1;
    poll_requested = 1;
}

static void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/* A fault may be that the stack is at its end: the handlers have one of their own. */
static void own_stack(void)
{
    way_back.stack = malloc(HANDLER_STACK);
    stack_t stack = {.ss_sp = way_back.stack, .ss_size = HANDLER_STACK};
    if (stack.ss_sp) sigaltstack(&stack, NULL);
}

static void handle_signals(void)
{
    own_stack();
    static const int ends[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGSYS, SIGTERM, SIGHUP};
    for (size_t i = 0; i < COUNT_OF(ends); i++) handle(ends[i], on_end_signal, (int)SA_RESETHAND | SA_ONSTACK);
    handle(SIGWINCH, on_note, 0);
    handle(SIGCONT, on_note, SA_RESTART);
    handle(SIGALRM, on_note, SA_RESTART);
    handle(SIGINT, SIG_IGN, 0); /* ^C comes as a key */
    handle(SIGPIPE, SIG_IGN, 0);
}

static void forget_signals(void)
{
    static const int ours[] = {SIGSEGV, SIGBUS,   SIGABRT, SIGILL,  SIGFPE, SIGSYS, SIGTERM,
                               SIGHUP,  SIGWINCH, SIGCONT, SIGALRM, SIGINT, SIGPIPE};
    for (size_t i = 0; i < COUNT_OF(ours); i++) handle(ours[i], SIG_DFL, 0);
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    free(way_back.stack);
    way_back.stack = NULL;
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

static void take_over(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    put_bytes(paste_on, sizeof paste_on - 1);
}

bool terminal_is_known(void)
{
    int found;
    const char *term = getenv("TERM");
    return term && term[0] && setupterm(NULL, STDOUT_FILENO, &found) == OK;
}

bool terminal_open(void)
{
    if (tcgetattr(STDIN_FILENO, &way_back.before) < 0) return false;
    set_escdelay(ESCAPE_MILLISECONDS);
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (!screen) return false;
    add_way_back(paste_off);
    add_way_back(exit_attribute_mode);
    add_way_back(cursor_normal);
    add_way_back(exit_ca_mode);
    add_way_back(keypad_local);
    way_back.open = 1;
    define_key("\033[200~", KEY_PASTE_BEGIN);
    define_key("\033[201~", KEY_PASTE_END);
    handle_signals();
    take_over();
    return true;
}

void terminal_close(void)
{
    if (!way_back.open) return;
    terminal_timer(false);
    put_bytes(paste_off, sizeof paste_off - 1);
    endwin();
    way_back.open = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &way_back.before);
    forget_signals();
}

void terminal_suspend(void)
{
    put_bytes(paste_off, sizeof paste_off - 1);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &way_back.before);
    handle(SIGTSTP, SIG_DFL, 0);
    raise(SIGTSTP);
    reset_prog_mode();
    take_over();
    clearok(curscr, TRUE);
    terminal_continued = 0;
    terminal_resized = 1; /* the window may have changed meanwhile */
}

/* ---- time and waiting -------------------------------------------------------------------------------------------- */

void terminal_timer(bool on)
{
    struct timeval step = {0, on ? TICK_MICROSECONDS : 0};
    struct itimerval timer = {step, step};
    setitimer(ITIMER_REAL, &timer, NULL);
    if (!on) terminal_tick = 0;
}

int terminal_wait(int milliseconds)
{
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGWINCH);
    sigaddset(&blocked, SIGCONT);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    int got = -1;
    if (!terminal_resized && !terminal_continued) {
        struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
        struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
        got = ppoll(&fd, 1, milliseconds < 0 ? NULL : &time, &before);
        if (got == 1 && !(fd.revents & POLLIN)) got = -2;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return got;
}
