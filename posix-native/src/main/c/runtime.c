/*
 * Replaces parts of TeaVM's runtime: no timers, no blocked signals, no locale; checked allocation; argv unchanged; and failures
 * exit with daemontools' status 111.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "dt_posix.h"
#include "teavm_runtime.h"

#define TEMPORARY 111

static void print(const char *text, size_t length) {
  ssize_t ignored = write(2, text, length);
  (void) ignored;
}

void dt_die_of_memory(void) {
  static const char message[] = ": fatal: out of memory\n";
  char line[64 + sizeof message];
  const char *name = dt_program_name();
  size_t length = strlen(name) < 64 ? strlen(name) : 64;
  memcpy(line, name, length);
  memcpy(line + length, message, sizeof message - 1);
  print(line, length + sizeof message - 1);
  _exit(TEMPORARY);
}

/* Called for stack traces. Programs contain no names to print. */
void teavm_printString(uint16_t *text) {
  (void) text;
}

void teavm_printInt(int32_t number) {
  (void) number;
}

/* Called when the heap is exhausted. */
void teavm_printWString(wchar_t *text) {
  (void) text;
  dt_die_of_memory();
}

/* Called for each character of the message about an uncaught exception. */
void teavm_logCodePoint(int32_t character) {
  char byte = (char) character;
  print(&byte, 1);
}

void teavm_initFiber(void) {}

void teavm_waitFor(int64_t timeout) {
  (void) timeout;
  dt_abort();
}

void teavm_interrupt(void) {}

char *dt_setlocale(int category, const char *locale) {
  (void) category;
  (void) locale;
  return 0;
}

void dt_abort(void) {
  _exit(TEMPORARY);
}

int main(int count, char **argv) {
  static char name[] = "";
  char *none[] = {name, 0};
  dt_remember_arguments(count, argv);
  if (count == 2 && argv[1][0] == '-' && argv[1][1] == '-') {
    int status = dt_help(argv[1]);
    if (status >= 0) return status;
  }
  return teavm_main(1, none);
}
