/*
 * What takes the place of TeaVM's own runtime where that does more than a small program should: no timers and no blocked
 * signals, no locale, memory that is checked, arguments as they are, and trouble that ends with daemontools' exit code.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/mman.h>

#include "door.h"

#define TROUBLE 111

void dt_abort(void);

static void die(const char *message, size_t length) {
  ssize_t ignored = write(2, message, length);
  (void) ignored;
  _exit(TROUBLE);
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

void *dt_mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
  (void) descriptor;
  /* -1 because FreeBSD insists. */
  void *memory = mmap(address, length, protection, flags, -1, offset);
  static const char message[] = "fatal: out of memory\n";
  if (memory == MAP_FAILED) die(message, sizeof message - 1);
  return memory;
}

int dt_mprotect(void *address, size_t length, int protection) {
  int result = mprotect(address, length, protection);
  static const char message[] = "fatal: out of memory\n";
  if (result < 0 && protection != PROT_NONE) die(message, sizeof message - 1);
#ifdef MADV_DONTNEED
  if (protection == PROT_NONE) madvise(address, length, MADV_DONTNEED);
#endif
  return result;
}

void dt_abort(void) {
  _exit(TROUBLE);
}

int teavm_main(int count, char **words);

int main(int count, char **words) {
  static char name[] = "";
  char *none[] = {name, 0};
  dt_remember_arguments(count, words);
  return teavm_main(1, none);
}
