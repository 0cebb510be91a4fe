#define _GNU_SOURCE 1
#include "shim.h"

#include <stdlib.h>
#include <sys/mman.h>

int cnc_put_row(
    WINDOW *window, int y, const uint32_t *scalars, const uint32_t *attributes, const int *pairs,
    int count) {
  if (count <= 0 || wmove(window, y, 0) == ERR) return ERR;
  cchar_t *cells = calloc((size_t)count, sizeof *cells);
  if (cells == NULL) return ERR;
  for (int index = 0; index < count; index++) {
    wchar_t text[2] = {(wchar_t)scalars[index], 0};
    // The pair as an int behind the last pointer, because a short holds only the first 32,767.
    setcchar(&cells[index], text, (attr_t)attributes[index], 0, &pairs[index]);
  }
  int result = wadd_wchnstr(window, cells, count);
  free(cells);
  return result;
}

int cnc_read_cell(
    WINDOW *window, int y, int x, uint32_t *scalar, uint32_t *attributes, int *pair) {
  cchar_t cell;
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t attribute = 0;
  short small = 0;
  if (mvwin_wch(window, y, x, &cell) == ERR) return ERR;
  if (getcchar(&cell, text, &attribute, &small, pair) == ERR) return ERR;
  *scalar = (uint32_t)text[0];
  *attributes = (uint32_t)(attribute & A_ATTRIBUTES & ~A_COLOR);
  return OK;
}

int cnc_memory_file(void) {
#ifdef __linux__
  return memfd_create("frame", MFD_CLOEXEC);
#else
  return -1;
#endif
}
