/*
 * race [-i FILE | -p FILE] [-e EVENTS] [-x CODE] ROUNDS: runs commands by turns and prints what a run of each took, in nanoseconds: half
 * of the runs took no longer. Standard input names the commands, one a line: a name, then program and arguments, all
 * separated by tabs. Output is a line for each: name, wall time, processor time of it and its children.
 *
 * -i gives a command FILE as standard input, -p the same through a pipe. -e waits after each run until so many services
 * have reported a HUP by a FIFO, named before the program, and prints when the last one did as a third figure. -x is an exit
 * code that does not count as a failure, either.
 */
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "events.h"

#define MOST 16
#define PATIENCE (60 * (int64_t) 1000000000)

extern char **environ;

struct command {
  char *name;
  char **argv;
  int events;
  int failed;
  int64_t *took[3];
};

static const char *file, *piped;
static int awaited;
static int also_expected;
static int rounds;

static void die(const char *what) {
  fprintf(stderr, "race: %s: %s\n", what, strerror(errno));
  exit(111);
}

static pid_t write_into_pipe(int into) {
  pid_t child = fork();
  if (child) return child;
  static char block[65536];
  int from = open(piped, O_RDONLY);
  ssize_t length;
  while ((length = read(from, block, sizeof block)) > 0)
    for (ssize_t done = 0, wrote; done < length; done += wrote)
      if ((wrote = write(into, block + done, (size_t) (length - done))) < 0) _exit(0);
  _exit(from < 0 || length < 0);
}

static int64_t microseconds(struct timeval time) { return (int64_t) time.tv_sec * 1000000 + time.tv_usec; }

static void run(struct command *command, int round) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  pid_t child, writer = 0;
  int ends[2] = {-1, -1}, status;
  struct rusage usage;
  if (piped) {
    if (pipe2(ends, O_CLOEXEC)) die("pipe");
    writer = write_into_pipe(ends[1]);
    close(ends[1]);
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0);
  } else {
    posix_spawn_file_actions_addopen(&actions, 0, file, O_RDONLY, 0);
  }
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  if (awaited) forget_events(command->events);
  int64_t start = now();
  int error = posix_spawn(&child, command->argv[0], &actions, 0, command->argv, environ);
  if (!error && wait4(child, &status, 0, &usage) < 0) die("wait");
  command->took[0][round] = now() - start;
  posix_spawn_file_actions_destroy(&actions);
  if (piped) {
    close(ends[0]);
    waitpid(writer, 0, 0);
  }
  int expected = !status || (WIFEXITED(status) && WEXITSTATUS(status) == also_expected);
  if (error || !expected) {
    fprintf(stderr, "race: %s: %s: %s %d\n", command->name, command->argv[0], error ? strerror(error) : "status",
            error ? error : status);
    command->failed = 1;
    return;
  }
  command->took[1][round] = (microseconds(usage.ru_utime) + microseconds(usage.ru_stime)) * 1000;
  struct event event = {start, 0, 0};
  for (int i = 0; i < awaited; i++)
    if (!next_event(command->events, HUNG_UP, now() + PATIENCE, &event)) {
      fprintf(stderr, "race: %s: %d of %d services reported their signal\n", command->name, i, awaited);
      command->failed = 1;
      return;
    }
  command->took[2][round] = event.time - start;
}

static char *next_word(char **rest) {
  char *argument = *rest;
  if (!argument) return 0;
  *rest = strchr(argument, '\t');
  if (*rest) *(*rest)++ = 0;
  return argument;
}

static int read_command(struct command *command) {
  char *line = 0, *rest;
  size_t room = 0, capacity = 8, count = 0;
  ssize_t length = getline(&line, &room, stdin);
  if (length <= 0) return 0;
  if (line[length - 1] == '\n') line[length - 1] = 0;
  rest = line;
  command->name = next_word(&rest);
  if (awaited && rest) command->events = open_events(next_word(&rest));
  command->argv = malloc(capacity * sizeof *command->argv);
  while ((command->argv[count++] = next_word(&rest)))
    if (count == capacity) command->argv = realloc(command->argv, (capacity *= 2) * sizeof *command->argv);
  for (int i = 0; i < 3; i++) command->took[i] = calloc((size_t) rounds, sizeof **command->took);
  return command->argv[0] != 0;
}

static int compare(const void *left, const void *right) {
  int64_t difference = *(const int64_t *) left - *(const int64_t *) right;
  return (difference > 0) - (difference < 0);
}

static int64_t median(int64_t *times) {
  qsort(times, (size_t) rounds, sizeof *times, compare);
  return times[(rounds - 1) / 2];
}

int main(int count, char **argv) {
  static struct command commands[MOST];
  int option, racing = 0, failed = 0;
  file = "/dev/null";
  while ((option = getopt(count, argv, "i:p:e:x:")) > 0) switch (option) {
      case 'i': file = optarg; break;
      case 'p': piped = optarg; break;
      case 'e': awaited = atoi(optarg); break;
      case 'x': also_expected = atoi(optarg); break;
      default: return 100;
    }
  rounds = optind < count ? atoi(argv[optind]) : 0;
  if (rounds < 1) {
    fputs("usage: race [-i file | -p file] [-e events] [-x code] rounds\n", stderr);
    return 100;
  }
  while (racing < MOST && read_command(&commands[racing])) racing++;
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < racing; i++)
      if (!commands[i].failed) run(&commands[i], round);
  for (int i = 0; i < racing; i++) {
    struct command *command = &commands[i];
    failed |= command->failed;
    if (command->failed) continue;
    printf("%s %lld %lld", command->name, (long long) median(command->took[0]), (long long) median(command->took[1]));
    if (awaited) printf(" %lld", (long long) median(command->took[2]));
    putchar('\n');
  }
  return failed;
}
