/*
 * Runs cases: cases [SECONDS], in a directory where it makes "tree", for commands to run in, and "notes", for the notes of the programs
 * that stand in for commands. A case is lines on standard input, the last of them "end": they make an empty tree into what a
 * command is to find, and run it.
 *
 *   dir NAME MODE                  a directory
 *   file NAME MODE CONTENT         a file
 *   link NAME TARGET               a symbolic link
 *   hard NAME FILE                 another name for a file
 *   fifo NAME MODE [CONTENT]       a FIFO; with a content it has a reader, and this in it
 *   lock NAME                      the lock of a file is held by another process
 *   mode NAME MODE                 a mode, when all that is in a directory has been made
 *   input CONTENT                  standard input
 *   run PATH NAME ARGUMENT...      runs a command to its end; as the following, but these in a session of its own
 *   run-all PATH NAME ARGUMENT...  runs a command to its end, and to the end of all that it has started
 *   run-fed PATH NAME ARGUMENT...  and then "feed NAME BYTES": writes to a FIFO once it has a reader
 *   run-until-quiet ...            and then "quiet N M": until all of its processes wait, with so many lines of notes and messages
 *   run-shown ...                  and then "title INPUT [END]": until it has read this, and its command line ends so
 *
 * Arguments are unchanged, with %XX for any byte; one that is empty is ''. A command that takes more than SECONDS is killed. The
 * answer is blocks, each a label and a number in a line, that many bytes, and a newline; the last is labelled "end".
 */
#include "cases_files.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

static unsigned patience;

static pid_t child;
static int session;
static volatile sig_atomic_t late;

static int pipe_ends[2];
static char title[65536];
static size_t title_length;

/* In a session of its own it can be ended with all that it has started. */
static void start(int standard_input, int with_session) {
  char **argv = calloc((size_t) word_count, sizeof *argv);
  for (int i = 2; i < word_count; i++) argv[i - 2] = words[i].bytes;
  fflush(stdout);
  session = with_session;
  late = 0;
  child = checked(vfork(), "fork");
  if (!child) {
    /* the descriptors are this child's own; nothing else is touched before it is another program */
    if (session) setsid();
    signal(SIGPIPE, SIG_DFL);
    if (dup2(standard_input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) _exit(96);
    execv(name(1), argv);
    _exit(95);
  }
  free(argv);
  alarm(patience);
}

static void too_late(int ignored) {
  (void) ignored;
  late = 1;
  kill(session ? -child : child, SIGKILL);
}

static int ended(void) {
  siginfo_t info = {0};
  return checked(waitid(P_PID, (id_t) child, &info, WEXITED | WNOHANG | WNOWAIT), "wait") == 0 && info.si_pid == child;
}

/* Waits for its end, if it has not been reaped, and reports it. Orphans are this process's children. */
static void end(int with_orphans) {
  int status;
  checked(waitpid(child, &status, 0), "wait");
  alarm(0);
  if (session) {
    kill(-child, SIGKILL);
    while (waitpid(-1, 0, 0) > 0) continue;
  } else while (waitpid(-1, 0, with_orphans ? 0 : WNOHANG) > 0) continue;
  if (late) block("late", "", 0);
  block_of_number("pid", child);
  block_of_number(WIFEXITED(status) ? "exit" : "signal", WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
  lseek(output, 0, SEEK_SET);
  lseek(errors, 0, SEEK_SET);
  block_of_descriptor("stdout", output);
  block_of_descriptor("stderr", errors);
}

/* Until this can be seen, or there is nobody left to show it. */
static void await(int (*look)(void)) {
  struct timespec millisecond = {0, 1000000};
  while (!ended() && !look()) nanosleep(&millisecond, 0);
}

/* The state letter of a process, and its session, from /proc. */
static char state_of(int pid, int *its_session) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return '-';
  text[length] = 0;
  char *at = strrchr(text, ')') + 2;
  sscanf(at + 2, "%*d %*d %d", its_session);
  return *at;
}

/* Whether all of the command's session sleep or are dead. */
static int all_wait(void) {
  int wait = 1, its_session;
  DIR *proc = opendir("/proc");
  for (struct dirent *entry; wait && (entry = readdir(proc)); ) {
    int pid = atoi(entry->d_name);
    char state = pid ? (its_session = 0, state_of(pid, &its_session)) : '-';
    if (state != '-' && its_session == child) wait = state == 'S' || state == 'Z';
  }
  closedir(proc);
  return wait;
}

static long lines(int file) {
  char bytes[4096];
  long count = 0;
  off_t at = 0;
  for (ssize_t got; (got = pread(file, bytes, sizeof bytes, at)) > 0; at += got)
    for (ssize_t i = 0; i < got; i++) count += bytes[i] == '\n';
  return count;
}

/* Three times in a row, since one who looks may be fooled by a process that is about to be. */
static int quiet(void) {
  static int times;
  int enough = lines(notes) >= atol(name(1)) && lines(errors) >= atol(name(2));
  times = enough && all_wait() ? times + 1 : 0;
  return times > 2 ? (times = 0, 1) : 0;
}

/* To one who may be gone, and then it does not matter. */
static void offer(int pipe, struct word what) {
  if (write(pipe, what.bytes, what.length) < 0 && errno != EPIPE) fail("write");
}

static int fed(void) {
  static pid_t last;
  int fifo = last == child ? -1 : open(name(1), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (fifo >= 0) {
    offer(fifo, words[2]);
    close(fifo);
    last = child;
  }
  return 0;
}

static void see_title(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/cmdline", (int) child);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? 0 : read(file, title, sizeof title);
  close(file);
  title_length = length < 0 ? 0 : (size_t) length;
}

/* The length of a command line without the zeros at its end: on a JVM there are many. */
static size_t without_zeros(const char *bytes, size_t length) {
  while (length && !bytes[length - 1]) length--;
  return length;
}

/* Whether all was read, and the reader waits for more, showing what it is expected to show. */
static int shown(void) {
  int left = 0, its_session;
  checked(ioctl(pipe_ends[0], FIONREAD, &left), "look into pipe");
  if (left) return 0;
  int waits = state_of(child, &its_session) == 'S';
  see_title();
  if (word_count < 3) return waits;
  size_t seen = without_zeros(title, title_length), end = without_zeros(words[2].bytes, words[2].length);
  return seen >= end && !memcmp(title + seen - end, words[2].bytes, end);
}

static void next_directive(const char *directive) {
  char *line = next_line();
  if (!line) fail("read on");
  parse(line);
  if (!is(directive)) fail(directive);
}

static void run(int with_orphans) {
  start(input, 0);
  end(with_orphans);
}

static void run_fed(void) {
  start(input, 1);
  next_directive("feed");
  await(fed);
  end(0);
}

static void run_until_quiet(void) {
  start(input, 1);
  next_directive("quiet");
  await(quiet);
  kill(-child, SIGKILL);
  end(0);
}

static void run_shown(void) {
  checked(pipe2(pipe_ends, O_CLOEXEC), "pipe");
  start(pipe_ends[0], 1);
  next_directive("title");
  offer(pipe_ends[1], words[1]);
  await(shown);
  close(pipe_ends[1]);
  close(pipe_ends[0]);
  block("title", title, title_length);
  end(0);
}

static void one_case(void) {
  char *line, *bytes;
  size_t length;
  if (!(answer = open_memstream(&bytes, &length))) fail("remember an answer");
  clear();
  while ((line = next_line()) && strcmp(line, "end\n")) {
    parse(line);
    if (prepare()) continue;
    if (is("run")) run(0);
    else if (is("run-all")) run(1);
    else if (is("run-fed")) run_fed();
    else if (is("run-until-quiet")) run_until_quiet();
    else if (is("run-shown")) run_shown();
    else fail(name(0));
  }
  report_held();
  report_tree(".");
  checked((int) lseek(notes, 0, SEEK_SET), "seek");
  block_of_descriptor("notes", notes);
  block("end", "", 0);
  fclose(answer);
  fwrite(bytes, 1, length, stdout);
  fflush(stdout);
  free(bytes);
}

/* A file that has no name any more. */
static int scratch(int flags) {
  int file = checked(open("scratch", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | flags, 0666), "make scratch");
  checked(unlink("scratch"), "unlink");
  return file;
}

int main(int count, char **arguments) {
  struct sigaction action = {.sa_handler = too_late, .sa_flags = SA_RESTART};
  umask(0);
  patience = count > 1 ? (unsigned) atoi(arguments[1]) : 30;
  checked(sigaction(SIGALRM, &action, 0), "sigaction");
  checked(prctl(PR_SET_CHILD_SUBREAPER, 1), "become a reaper");
  signal(SIGPIPE, SIG_IGN);
  base = checked(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open .");
  input = scratch(0);
  output = scratch(O_APPEND);
  errors = scratch(O_APPEND);
  checked(mkdir("tree", 0777), "mkdir tree");
  notes = checked(open("notes", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666), "make notes");
  for (int c; (c = getchar()) != EOF; ungetc(c, stdin), one_case()) continue;
  clear();
  return 0;
}
