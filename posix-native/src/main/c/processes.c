/* This process and its children. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "answer.h"
#include "door.h"

extern char **environ;

static int argument_count;
static char **arguments;

void dt_remember_arguments(int count, char **words) {
  argument_count = count;
  arguments = words;
}

int32_t dt_argc(void) {
  return argument_count;
}

int32_t dt_argument_length(int32_t index) {
  return (int32_t) strlen(arguments[index]);
}

void dt_argument(int32_t index, int8_t *into) {
  memcpy(into, arguments[index], strlen(arguments[index]));
}

void dt_show_last_argument(const int8_t *text, int32_t length) {
  if (argument_count == 0) return;
  char *shown = arguments[argument_count - 1];
  if (strlen(shown) == (size_t) length) memcpy(shown, text, (size_t) length);
}

int32_t dt_environment_size(void) {
  int32_t size = 0;
  if (environ)
    while (environ[size]) size++;
  return size;
}

int32_t dt_variable_length(int32_t index) {
  return (int32_t) strlen(environ[index]);
}

void dt_variable(int32_t index, int8_t *into) {
  memcpy(into, environ[index], strlen(environ[index]));
}

int32_t dt_find_variable(const int8_t *name) {
  size_t length = strlen((const char *) name);
  for (int32_t i = 0; environ && environ[i]; i++)
    if (!strncmp(environ[i], (const char *) name, length) && environ[i][length] == '=') return i;
  return -1;
}

int32_t dt_fork(void) {
  return answer(fork());
}

/* Pointers to strings that stand one after the other; null if there is no memory. */
static char **split(int8_t *block, int32_t count) {
  char **words = malloc(((size_t) count + 1) * sizeof *words);
  if (!words) return 0;
  char *word = (char *) block;
  for (int32_t i = 0; i < count; i++) {
    words[i] = word;
    word += strlen(word) + 1;
  }
  words[count] = 0;
  return words;
}

int32_t dt_execute(
    const int8_t *path, int8_t *words, int32_t word_count, int8_t *variables, int32_t variable_count) {
  char **argv = split(words, word_count);
  char **envp = variable_count < 0 ? environ : split(variables, variable_count);
  int32_t failure = -ENOMEM;
  if (argv && (envp || variable_count < 0)) {
    execve((const char *) path, argv, envp);
    failure = -errno;
  }
  free(argv);
  if (variable_count >= 0) free(envp);
  return failure;
}

static int32_t await_child(pid_t which, int flags, int32_t *status) {
  int ended;
  pid_t child;
  do child = waitpid(which, &ended, flags);
  while (child < 0 && errno == EINTR);
  if (child > 0) {
    status[0] = WIFEXITED(ended) ? WEXITSTATUS(ended) : 0;
    status[1] = WIFSIGNALED(ended);
  }
  return answer(child);
}

int32_t dt_reap(int32_t *status) {
  return await_child(-1, WNOHANG, status);
}

int32_t dt_await(int32_t process, int32_t *status) {
  return await_child(process, 0, status);
}

int32_t dt_kill(int32_t process, int32_t signal) {
  ANSWER(kill(process, signal));
}
