/*
 * Preloaded: makes system calls fail as TROUBLE says ("rename 2 3 28": from the second rename on three fail with errno 28),
 * and has no pause last. Ends a program that pauses without end. A fork's child has no troubles of its own.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define GAVE_UP 99
#define MOST_SECONDS 60

static char name[32];
static int first, count, number, seen;

__attribute__((constructor)) static void read_trouble(void) {
  const char *trouble = getenv("TROUBLE");
  if (!trouble || sscanf(trouble, "%31s %d %d %d", name, &first, &count, &number) != 4) name[0] = 0;
  unsetenv("TROUBLE");
}

static int fails(const char *call) {
  if (strcmp(call, name)) return 0;
  seen++;
  if (seen < first || seen >= first + count) return 0;
  errno = number;
  return 1;
}

#define REAL(call) ((__typeof__(&call)) dlsym(RTLD_NEXT, #call))
#define FAILING(call, parameters, values) \
  int call parameters {                   \
    return fails(#call) ? -1 : REAL(call) values; \
  }

FAILING(fchdir, (int fd), (fd))
FAILING(fsync, (int fd), (fd))
FAILING(fchmod, (int fd, mode_t mode), (fd, mode))
FAILING(chmod, (const char *path, mode_t mode), (path, mode))
FAILING(rename, (const char *from, const char *to), (from, to))
FAILING(link, (const char *from, const char *to), (from, to))
FAILING(unlink, (const char *path), (path))
FAILING(mkdir, (const char *path, mode_t mode), (path, mode))
FAILING(flock, (int fd, int operation), (fd, operation))

int stat(const char *path, struct stat *status) {
  return fails("stat") ? -1 : REAL(stat)(path, status);
}

int stat64(const char *path, struct stat64 *status) {
  return fails("stat") ? -1 : REAL(stat64)(path, status);
}

off_t lseek(int fd, off_t offset, int whence) {
  return fails("lseek") ? -1 : REAL(lseek)(fd, offset, whence);
}

off64_t lseek64(int fd, off64_t offset, int whence) {
  return fails("lseek") ? -1 : REAL(lseek64)(fd, offset, whence);
}

DIR *opendir(const char *path) {
  return fails("opendir") ? 0 : REAL(opendir)(path);
}

pid_t fork(void) {
  if (fails("fork")) return -1;
  pid_t child = REAL(fork)();
  if (!child) name[0] = 0;
  return child;
}

/* Waits all the same, so that there are never two children. */
pid_t waitpid(pid_t which, int *status, int options) {
  pid_t child = REAL(waitpid)(which, status, options);
  return fails("waitpid") ? -1 : child;
}

/* Only what is written to files counts. */
ssize_t write(int fd, const void *bytes, size_t length) {
  struct stat status;
  if (fd > 2 && !fstat(fd, &status) && S_ISREG(status.st_mode) && fails("write")) return -1;
  return REAL(write)(fd, bytes, length);
}

#define OPENING(call)                                                            \
  int call(const char *path, int flags, ...) {                                   \
    va_list more;                                                                \
    va_start(more, flags);                                                       \
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;                          \
    va_end(more);                                                                \
    return fails("open") ? -1 : REAL(call)(path, flags, mode); \
  }

OPENING(open)
OPENING(open64)

static int ahead;

static int pass(time_t seconds) {
  ahead += seconds + 1;
  if (ahead > MOST_SECONDS) _exit(GAVE_UP);
  return 0;
}

/* The original waits for its five seconds in poll, by the time of day. */
int poll(struct pollfd *descriptors, nfds_t size, int milliseconds) {
  return size ? REAL(poll)(descriptors, size, milliseconds) : pass(milliseconds / 1000);
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = REAL(gettimeofday)(now, zone);
  now->tv_sec += ahead;
  return result;
}

int nanosleep(const struct timespec *time, struct timespec *left) {
  (void) left;
  return pass(time->tv_sec);
}
