#define _GNU_SOURCE 1
#include "shim.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal / sizeof *fatal };

static struct sigaction before[fatal_count];
static struct termios saved_modes;
static char leave_text[512];
static size_t leave_length = 0;
static int terminal = -1;
static volatile sig_atomic_t is_armed = 0;
static int has_exit_hook = 0;

// A stack overflow leaves no stack for its handler.
static char spare_stack[64 * 1024];

static void give_back(void) {
  if (!is_armed) return;
  is_armed = 0;
  size_t done = 0;
  while (done < leave_length) {
    ssize_t count = write(terminal, leave_text + done, leave_length - done);
    if (count > 0) {
      done += (size_t)count;
    } else if (count < 0 && errno == EINTR) {
      continue;
    } else {
      break;
    }
  }
  tcsetattr(terminal, TCSANOW, &saved_modes);
}

static void on_crash(int number) {
  int saved = errno;
  give_back();
  for (int index = 0; index < fatal_count; index++) {
    if (fatal[index] == number) sigaction(number, &before[index], NULL);
  }
  errno = saved;
  // Delivered when this handler returns, at the instruction that failed, so that a backtrace made by
  // the handler before us shows the right place.
  raise(number);
}

void cnc_guard_arm(int fd, const struct termios *modes, const char *leave, size_t length) {
  if (length > sizeof leave_text) length = sizeof leave_text;
  terminal = fd;
  saved_modes = *modes;
  memcpy(leave_text, leave, length);
  leave_length = length;
  if (!has_exit_hook) {
    has_exit_hook = 1;
    atexit(give_back);
  }
  if (!is_armed) {
    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
      memset(&stack, 0, sizeof stack);
      stack.ss_sp = spare_stack;
      stack.ss_size = sizeof spare_stack;
      sigaltstack(&stack, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < fatal_count; index++) {
      sigaction(fatal[index], &action, &before[index]);
    }
  }
  is_armed = 1;
}

void cnc_guard_disarm(void) {
  if (!is_armed) return;
  is_armed = 0;
  for (int index = 0; index < fatal_count; index++) sigaction(fatal[index], &before[index], NULL);
}
