#ifndef WINBACK_CNCURSES_SHIM_H
#define WINBACK_CNCURSES_SHIM_H

// What Swift cannot reach in ncurses by itself: macros, C globals (errors in Swift 6 mode), bit
// constants and variadic functions. Nothing here decides anything.

#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// term.h defines hundreds of short macros, so the few functions used are declared here.
extern int setupterm(const char *name, int fd, int *result);
extern char *tigetstr(const char *name);
extern int tigetnum(const char *name);
extern int tigetflag(const char *name);
extern int wcwidth(wchar_t character);

static inline WINDOW *cnc_stdscr(void) { return stdscr; }
static inline WINDOW *cnc_curscr(void) { return curscr; }
static inline int cnc_colors(void) { return COLORS; }
static inline int cnc_color_pairs(void) { return COLOR_PAIRS; }
static inline uint32_t cnc_bold(void) { return (uint32_t)A_BOLD; }
static inline uint32_t cnc_underline(void) { return (uint32_t)A_UNDERLINE; }
static inline uint32_t cnc_reverse(void) { return (uint32_t)A_REVERSE; }
static inline uint32_t cnc_dim(void) { return (uint32_t)A_DIM; }
static inline const char *cnc_codeset(void) { return nl_langinfo(CODESET); }
static inline const char *cnc_set_ctype(const char *name) { return setlocale(LC_CTYPE, name); }

/// tigetstr with its two failures (absent, not a string) as NULL.
static inline const char *cnc_terminfo_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// The size that the kernel knows; 0 when it knows one.
static inline int cnc_window_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

/// Writes one row of whole characters from its first column; never wraps or scrolls.
int cnc_put_row(
    WINDOW *window, int y, const uint32_t *scalars, const uint32_t *attributes, const int *pairs,
    int count);

/// Reads the cell at a place of a window; ERR outside it.
int cnc_read_cell(
    WINDOW *window, int y, int x, uint32_t *scalar, uint32_t *attributes, int *pair);

/// A file in memory for what would be written piece by piece; -1 where there is none.
int cnc_memory_file(void);

// Signals are turned into bytes of a pipe: each byte is the signal's number.
void cnc_signals_install(int pipe_write_end);
void cnc_signals_remove(void);
/// Stops the foreground job as Ctrl-Z does elsewhere, and returns when it is continued.
void cnc_signals_stop_job(void);
/// While another program has the terminal, Ctrl-Z stops us with it, and its Ctrl-C is not ours.
void cnc_signals_yield(int is_yielding);

// The crash guard: when the process dies of SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE or SIGABRT, or
// calls exit(), the terminal is given back first. Only async-signal-safe calls are made.
void cnc_guard_arm(int fd, const struct termios *modes, const char *leave, size_t length);
void cnc_guard_disarm(void);

#endif
