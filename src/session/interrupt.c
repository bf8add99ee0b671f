/* interrupt.c - see interrupt.h. */
#include "session/interrupt.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "model/error.h"

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
    poll_requested = 1;
}

bool interrupt_take(void)
{
    bool taken = interrupted != 0;
    interrupted = 0;
    return taken;
}

static bool on_poll(Runtime *rt)
{
    if (!interrupt_take()) return true;
    err_none(rt, EXC_TYPE(rt, KeyboardInterrupt));
    return false;
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void interrupt_watch(Runtime *rt)
{
    struct sigaction before;
    rt->hooks.poll = on_poll;
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN) handle(SIGINT, on_interrupt);
    handle(SIGPIPE, SIG_IGN);
    handle(SIGXFSZ, SIG_IGN);
}

void interrupt_die(void)
{
    handle(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    _exit(128 + SIGINT);
}
