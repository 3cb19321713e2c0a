/*
 * Preloaded: makes system calls fail.
 *
 * FAULT selects the calls: "rename 2 3 28" (three renames, beginning with the second, fail with errno 28; 0 is a short read or
 * write), "child.execve 2 1 12" (in the second child, between fork and exec), "random 76 20" (twenty of a thousand calls, seed 76),
 * or "list" (none). FAULT_IN lists the affected programs, separated by commas. Faults end when the file FAULT_WHILE is removed.
 * The file FAULT_LOG gets a line for each call that failed (for "list", each call that could fail): the program, the call, and its
 * errno, or all that it can have.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define SHORT 0
#define END (-1)

/* The errors of each call. */
static const struct kind {
  const char *call;
  int errors[8];
} kinds[] = {
    {"chdir", {EINTR, EIO, ENOMEM, END}},
    {"chmod", {EINTR, EIO, ENOSPC, END}},
    {"close", {EINTR, EIO, END}},
    {"dup2", {EINTR, EBUSY, EMFILE, END}},
    {"execve", {EAGAIN, EIO, ENOMEM, ENFILE, END}},
    {"fchdir", {EINTR, EIO, END}},
    {"fchmod", {EINTR, EIO, ENOSPC, END}},
    {"fcntl", {EINTR, ENOMEM, END}},
    {"flock", {EINTR, EAGAIN, ENOLCK, ENOMEM, END}},
    {"fork", {EAGAIN, ENOMEM, END}},
    {"fsync", {EINTR, EIO, ENOSPC, END}},
    {"kill", {EPERM, ESRCH, END}},
    {"link", {EINTR, EIO, ENOMEM, ENOSPC, END}},
    {"lseek", {EIO, END}},
    {"mkdir", {EINTR, EIO, ENOMEM, ENOSPC, END}},
    {"mkfifo", {EINTR, EIO, ENOMEM, ENOSPC, END}},
    {"nanosleep", {EINTR, END}},
    {"open", {EINTR, EIO, ENOMEM, ENFILE, EMFILE, ENOSPC, END}},
    {"opendir", {EINTR, EIO, ENOMEM, ENFILE, EMFILE, END}},
    {"pipe", {ENFILE, EMFILE, END}},
    {"poll", {EINTR, EAGAIN, ENOMEM, END}},
    {"read", {SHORT, EINTR, EAGAIN, EIO, END}},
    {"readdir", {EINTR, EIO, ENOMEM, END}},
    {"rename", {EINTR, EIO, ENOMEM, ENOSPC, END}},
    {"sigaction", {EINVAL, END}},
    {"stat", {EINTR, EIO, ENOMEM, END}},
    {"unlink", {EINTR, EIO, ENOMEM, ENOSPC, END}},
    {"waitpid", {EINTR, END}},
    {"write", {SHORT, EINTR, EIO, ENOSPC, END}},
};

static enum { NONE, ONE, RANDOM, LIST } mode;
static char name[32];
static int first, count, number, seen, forks;
static int of_child, in_child;
static unsigned random_state, per_mille;
static const char *lasts, *log_file;

static int is_listed(const char *program) {
  const char *listed = getenv("FAULT_IN");
  size_t length = strlen(program);
  for (const char *at = listed; at && *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ','))
    if (strcspn(at, ",") == length && !strncmp(at, program, length)) return 1;
  return 0;
}

__attribute__((constructor)) static void read_fault(void) {
  const char *fault = getenv("FAULT");
  if (!fault || !is_listed(program_invocation_short_name)) return;
  lasts = getenv("FAULT_WHILE");
  log_file = getenv("FAULT_LOG");
  if (!strcmp(fault, "list")) {
    mode = LIST;
  } else if (sscanf(fault, "random %u %u", &random_state, &per_mille) == 2) {
    mode = RANDOM;
    random_state = (random_state + (unsigned) getpid()) * 2654435761u | 1;
  } else {
    of_child = !strncmp(fault, "child.", 6);
    if (sscanf(fault + (of_child ? 6 : 0), "%31s %d %d %d", name, &first, &count, &number) == 4) mode = ONE;
  }
}

static unsigned draw(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state >> 8;
}

static const struct kind *kind_of(const char *call) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (!strcmp(kinds[i].call, call)) return &kinds[i];
  abort();
}

/* By system calls of its own, and with no descriptor that the program could meet. */
static void note(const char *call, const int *errors, int many) {
  char line[128];
  int length =
      snprintf(line, sizeof line, "%s %s%s", program_invocation_short_name, in_child ? "child." : "", call);
  for (int i = 0; i < many; i++) length += snprintf(line + length, sizeof line - length, " %d", errors[i]);
  line[length++] = '\n';
  int file = (int) syscall(SYS_openat, AT_FDCWD, log_file, O_WRONLY | O_APPEND | O_CREAT, 0666);
  syscall(SYS_write, file, line, length);
  syscall(SYS_close, file);
}

static int over(void) {
  return lasts && syscall(SYS_faccessat, AT_FDCWD, lasts, F_OK) != 0;
}

static int fails_by_count(const char *call) {
  if (strcmp(call, name) || of_child != in_child) return 0;
  if (in_child && number == EINTR && seen++) return 0; /* only once, or the call would be repeated without end */
  int now = in_child ? forks : ++seen;
  return now >= first && now < first + count;
}

static int list(const char *call) {
  const struct kind *kind = kind_of(call);
  int many = 0;
  while (kind->errors[many] != END) many++;
  note(call, kind->errors, many);
  return 0;
}

static int fails_by_chance(const char *call) {
  if (draw() % 1000 >= per_mille) return 0;
  const struct kind *kind = kind_of(call);
  unsigned many = 0;
  while (kind->errors[many] != END) many++;
  number = kind->errors[draw() % many];
  return 1;
}

/* Whether the call is to fail, with errno set then. */
static int fails(const char *call) {
  if (!mode) return 0;
  int saved = errno;
  int failing = !over() && (mode == LIST ? list(call) : mode == ONE ? fails_by_count(call) : fails_by_chance(call));
  if (failing && log_file) note(call, &number, 1);
  errno = failing && number != SHORT ? number : saved;
  return failing;
}

/* The C library's name of a call: another one if times and offsets of 64 bits are not those of the machine. */
static const char *symbol_of(const char *call) {
#ifdef __i386__
  static const char *const others[][2] = {
      {"fcntl", "__fcntl_time64"}, {"lseek", "lseek64"},     {"nanosleep", "__nanosleep64"},
      {"open", "open64"},          {"readdir", "readdir64"}, {"stat", "__stat64_time64"},
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (!strcmp(others[i][0], call)) return others[i][1];
#endif
  return call;
}

#define REAL(call)                                                                  \
  ({                                                                                \
    static __typeof__(&call) real_;                                                 \
    if (!real_) real_ = (__typeof__(&call)) dlsym(RTLD_NEXT, symbol_of(#call));     \
    real_;                                                                          \
  })

#define FAILING(call, parameters, values) \
  int call parameters {                   \
    return fails(#call) ? -1 : REAL(call) values; \
  }

FAILING(chdir, (const char *path), (path))
FAILING(chmod, (const char *path, mode_t mode), (path, mode))
FAILING(dup2, (int from, int to), (from, to))
FAILING(execve, (const char *path, char *const *argv, char *const *variables), (path, argv, variables))
FAILING(fchdir, (int fd), (fd))
FAILING(fchmod, (int fd, mode_t mode), (fd, mode))
FAILING(flock, (int fd, int operation), (fd, operation))
FAILING(fsync, (int fd), (fd))
FAILING(kill, (pid_t pid, int signal), (pid, signal))
FAILING(link, (const char *from, const char *to), (from, to))
FAILING(mkdir, (const char *path, mode_t mode), (path, mode))
FAILING(mkfifo, (const char *path, mode_t mode), (path, mode))
FAILING(nanosleep, (const struct timespec *time, struct timespec *left), (time, left))
FAILING(poll, (struct pollfd *descriptors, nfds_t size, int milliseconds), (descriptors, size, milliseconds))
FAILING(rename, (const char *from, const char *to), (from, to))
FAILING(sigaction, (int signal, const struct sigaction *action, struct sigaction *old), (signal, action, old))
FAILING(unlink, (const char *path), (path))

int pipe(int ends[2]) {
  return fails("pipe") ? -1 : REAL(pipe)(ends);
}

int pipe2(int ends[2], int flags) {
  return fails("pipe") ? -1 : REAL(pipe2)(ends, flags);
}

/* What takes the place of a pipe of which a process holds both ends. */
int eventfd(unsigned int count, int flags) {
  return fails("pipe") ? -1 : REAL(eventfd)(count, flags);
}

/* An interrupted close has closed. */
int close(int fd) {
  int result = REAL(close)(fd);
  return fails("close") ? -1 : result;
}

int stat(const char *path, struct stat *status) {
  return fails("stat") ? -1 : REAL(stat)(path, status);
}

off_t lseek(int fd, off_t offset, int whence) {
  return fails("lseek") ? -1 : REAL(lseek)(fd, offset, whence);
}

DIR *opendir(const char *path) {
  return fails("opendir") ? 0 : REAL(opendir)(path);
}

struct dirent *readdir(DIR *directory) {
  return fails("readdir") ? 0 : REAL(readdir)(directory);
}

pid_t fork(void) {
  forks++;
  if (fails("fork")) return -1;
  pid_t child = REAL(fork)();
  if (!child) in_child = 1;
  return child;
}

/* The child is reaped even if the wait fails, so that there are never two children. */
pid_t waitpid(pid_t which, int *status, int options) {
  if (options && fails("waitpid")) return -1;
  pid_t child = REAL(waitpid)(which, status, options);
  return !options && fails("waitpid") ? -1 : child;
}

ssize_t read(int fd, void *bytes, size_t length) {
  if (!fails("read")) return REAL(read)(fd, bytes, length);
  return number == SHORT ? REAL(read)(fd, bytes, 1) : -1;
}

/* Only what is written to files counts: a pipe with room takes a signal's number, and messages are what is looked at. */
ssize_t write(int fd, const void *bytes, size_t length) {
  struct stat status;
  int saved = errno;
  int counts = fd > 2 && !fstat(fd, &status) && S_ISREG(status.st_mode);
  errno = saved;
  if (!counts || !fails("write")) return REAL(write)(fd, bytes, length);
  return number == SHORT ? REAL(write)(fd, bytes, (length + 1) / 2) : -1;
}

#define OPENING(call)                                              \
  int call(const char *path, int flags, ...) {                     \
    va_list more;                                                  \
    va_start(more, flags);                                         \
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;            \
    va_end(more);                                                  \
    return fails("open") ? -1 : REAL(call)(path, flags, mode);     \
  }

OPENING(open)

#define CONTROLLING(call)                                          \
  int call(int fd, int command, ...) {                             \
    va_list more;                                                  \
    va_start(more, command);                                       \
    void *argument = va_arg(more, void *);                         \
    va_end(more);                                                  \
    return fails("fcntl") ? -1 : REAL(call)(fd, command, argument); \
  }

CONTROLLING(fcntl)

/* On i686 these are the names of the calls above. */
#ifndef __i386__
OPENING(open64)
CONTROLLING(fcntl64)

int stat64(const char *path, struct stat64 *status) {
  return fails("stat") ? -1 : REAL(stat64)(path, status);
}

off64_t lseek64(int fd, off64_t offset, int whence) {
  return fails("lseek") ? -1 : REAL(lseek64)(fd, offset, whence);
}

struct dirent64 *readdir64(DIR *directory) {
  return fails("readdir") ? 0 : REAL(readdir64)(directory);
}
#endif
