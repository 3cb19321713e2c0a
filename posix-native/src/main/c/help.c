/*
 * Prints the help or version of a program whose only argument is --help or --version. The texts were generated from the command's
 * manual. They are constants that are only read here, before Java starts.
 *
 * The build puts this file beside a program's generated C, with help_texts.h.
 */
#include <string.h>
#include <unistd.h>

#include "dt_posix.h"
#include "help_texts.h"

#ifdef HELP_TEXT
static int say(const char *text, size_t length) {
  static const char failed[] = ": fatal: unable to write to standard output\n";
  while (length > 0) {
    ssize_t written = write(1, text, length);
    if (written <= 0) {
      const char *name = dt_program_name();
      if (write(2, name, strlen(name)) >= 0) written = write(2, failed, sizeof failed - 1);
      return 111;
    }
    text += written;
    length -= (size_t) written;
  }
  return 0;
}

int dt_help(const char *asked) {
  static const char help[] = HELP_TEXT;
  static const char version[] = VERSION_TEXT;
  if (!strcmp(asked, "--help")) return say(help, sizeof help - 1);
  if (!strcmp(asked, "--version")) return say(version, sizeof version - 1);
  return -1;
}
#else
int dt_help(const char *asked) {
  (void) asked;
  return -1;
}
#endif
