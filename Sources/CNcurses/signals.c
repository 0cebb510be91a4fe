#define _GNU_SOURCE 1
#include "shim.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

static const int watched[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
enum { watched_count = sizeof watched / sizeof *watched };

static volatile sig_atomic_t pipe_end = -1;
static struct sigaction before[watched_count];
static int is_installed = 0;

static void report(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  // A full pipe holds this signal already or enough others to make the reader look.
  if (pipe_end >= 0) (void)!write(pipe_end, &byte, 1);
  errno = saved;
}

static void ignore(int number) { (void)number; }

static void set(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void cnc_signals_install(int pipe_write_end) {
  pipe_end = pipe_write_end;
  if (is_installed) return;
  is_installed = 1;
  for (int index = 0; index < watched_count; index++) {
    sigaction(watched[index], NULL, &before[index]);
    // nohup and background shells ignore some signals on purpose.
    if (before[index].sa_handler == SIG_IGN && watched[index] != SIGWINCH) continue;
    set(watched[index], report);
  }
  // Whoever started us may have blocked them, and a blocked signal is never reported.
  sigset_t open;
  sigemptyset(&open);
  for (int index = 0; index < watched_count; index++) sigaddset(&open, watched[index]);
  pthread_sigmask(SIG_UNBLOCK, &open, NULL);
}

void cnc_signals_remove(void) {
  if (!is_installed) return;
  is_installed = 0;
  for (int index = 0; index < watched_count; index++) {
    sigaction(watched[index], &before[index], NULL);
  }
  pipe_end = -1;
}

void cnc_signals_stop_job(void) {
  sigset_t stop, old;
  set(SIGTSTP, SIG_DFL);
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &old);
  // The whole job, as the terminal would: a wrapper that waits for us has to stop as well.
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  if (is_installed) set(SIGTSTP, report);
}

void cnc_signals_yield(int is_yielding) {
  if (!is_installed) return;
  set(SIGTSTP, is_yielding ? SIG_DFL : report);
  // A handler, not SIG_IGN: the other program would inherit an ignored signal.
  set(SIGINT, is_yielding ? ignore : report);
  set(SIGQUIT, is_yielding ? ignore : report);
}
