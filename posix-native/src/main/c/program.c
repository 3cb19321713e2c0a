/* The arguments and environment of this process, and of the program that it executes. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "dt_posix.h"
#include "hot_data.h"

extern char **environ;

static DT_HOT_DATA int argument_count;
static DT_HOT_DATA char **arguments;

void dt_remember_arguments(int count, char **argv) {
  argument_count = count;
  arguments = argv;
}

const char *dt_program_name(void) {
  if (argument_count == 0) return "";
  const char *slash = strrchr(arguments[0], '/');
  return slash ? slash + 1 : arguments[0];
}

int32_t dt_argc(void) {
  return argument_count;
}

int32_t dt_argument_length(int32_t index) {
  return (int32_t) strlen(arguments[index]);
}

void dt_argument(int32_t index, uint16_t *into) {
  for (const char *argument = arguments[index]; *argument; argument++) *into++ = (uint8_t) *argument;
}

int32_t dt_argument_byte(int32_t index, int32_t position) {
  return (uint8_t) arguments[index][position];
}

void dt_overwrite_last_argument(const int8_t *text, int32_t length) {
  if (argument_count == 0) return;
  char *shown = arguments[argument_count - 1];
  if (strlen(shown) == (size_t) length) memcpy(shown, text, (size_t) length);
}

int32_t dt_find_variable(const int8_t *name) {
  size_t length = strlen((const char *) name);
  for (int32_t i = 0; environ && environ[i]; i++)
    if (!strncmp(environ[i], (const char *) name, length) && environ[i][length] == '=') return i;
  return -1;
}

static const char *value(int32_t index) {
  return strchr(environ[index], '=') + 1;
}

int32_t dt_variable_length(int32_t index) {
  return (int32_t) strlen(value(index));
}

int32_t dt_variable_byte(int32_t index, int32_t position) {
  return (uint8_t) value(index)[position];
}

/* The environment of the next program; null while it equals this process's own. */
static char **next;
static size_t next_count;
static size_t next_room;

/* The entry that is being written; it has room for a NUL. */
static char *entry;
static size_t entry_length;
static size_t entry_room;

/* Grows a block, by more than is needed if there is memory for it. */
static void *grow(void *memory, size_t needed, size_t *room) {
  size_t wanted = needed + needed / 4;
  void *larger = realloc(memory, wanted);
  if (!larger) larger = realloc(memory, wanted = needed);
  if (larger) *room = wanted;
  return larger;
}

int32_t dt_entry_write(const int8_t *bytes, int32_t offset, int32_t length) {
  size_t needed = entry_length + (size_t) length + 1;
  if (needed > INT32_MAX) return -ENOMEM;
  if (needed > entry_room) {
    char *larger = grow(entry, needed, &entry_room);
    if (!larger) return -ENOMEM;
    entry = larger;
  }
  memcpy(entry + entry_length, bytes + offset, (size_t) length);
  entry_length += (size_t) length;
  return 0;
}

int32_t dt_entry_length(void) {
  return (int32_t) entry_length;
}

void dt_entry_truncate(int32_t length) {
  entry_length = (size_t) length;
}

/* Copies the list of this process's variables, or makes room for one more. */
static int prepare_next(void) {
  if (next_count + 2 <= next_room) return 1;
  if (!next && environ)
    while (environ[next_count]) next_count++;
  size_t bytes;
  char **larger = grow(next, (next_count + 16) * sizeof *next, &bytes);
  if (!larger) return 0;
  if (!next && environ) memcpy(larger, environ, next_count * sizeof *next);
  next = larger;
  next_room = bytes / sizeof *next;
  return 1;
}

/* A replaced entry is not freed: it may belong to this process's own environment. */
int32_t dt_entry_apply(void) {
  if (dt_entry_write((const int8_t *) "", 0, 1) < 0 || !prepare_next()) return -ENOMEM;
  size_t name = strcspn(entry, "=");
  for (size_t i = 0; i < next_count; i++)
    if (!strncmp(next[i], entry, name) && next[i][name] == '=') {
      next[i] = next[--next_count];
      break;
    }
  if (entry[name]) {
    char *exact = realloc(entry, entry_length);
    next[next_count++] = exact ? exact : entry;
    entry = 0;
    entry_room = 0;
  }
  next[next_count] = 0;
  entry_length = 0;
  return 0;
}

/* Allocates nothing: limits on memory may be in force already. */
int32_t dt_exec_own_arguments(const int8_t *path, int32_t first_argument) {
  execve((const char *) path, arguments + 1 + first_argument, next ? next : environ);
  return -errno;
}

int32_t dt_putenv(const int8_t *assignment) {
  char *copy = strdup((const char *) assignment);
  return copy && putenv(copy) == 0 ? 0 : -ENOMEM;
}

int32_t dt_execve(const int8_t *path, int8_t *block, int32_t count) {
  char **argv = malloc(((size_t) count + 1) * sizeof *argv);
  if (!argv) return -ENOMEM;
  char *argument = (char *) block;
  for (int32_t i = 0; i < count; i++) {
    argv[i] = argument;
    argument += strlen(argument) + 1;
  }
  argv[count] = 0;
  execve((const char *) path, argv, environ);
  int32_t failure = -errno;
  free(argv);
  return failure;
}
