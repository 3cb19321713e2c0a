/* Open files, pipes and FIFOs. */
#define _GNU_SOURCE /* pipe2 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer.h"
#include "dt_posix.h"
#include "file_status.h"

#define WOULD_BLOCK (-1)
#define FOR_OUTPUT (1 << 30)

/* Every open is non-blocking and close-on-exec. */
#define FLAGS (O_NONBLOCK | O_CLOEXEC)

/* The number of bytes that a writable pipe takes without waiting. */
#ifndef PIPE_BUF
#define PIPE_BUF _POSIX_PIPE_BUF
#endif

/* The number of descriptors that dt_poll handles without malloc. */
#define MAX_ON_STACK 8

int32_t dt_open_read(const int8_t *path) {
  ANSWER(open((const char *) path, O_RDONLY | FLAGS));
}

int32_t dt_open_read_no_follow(const int8_t *path) {
  ANSWER(open((const char *) path, O_RDONLY | O_NOFOLLOW | FLAGS));
}

int32_t dt_open_write(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | FLAGS));
}

int32_t dt_open_read_write_existing(const int8_t *path) {
  ANSWER(open((const char *) path, O_RDWR | FLAGS));
}

int32_t dt_open_append(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_APPEND | O_CREAT | FLAGS, 0600));
}

int32_t dt_open_append_existing(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_APPEND | FLAGS));
}

int32_t dt_open_truncate(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_TRUNC | O_CREAT | FLAGS, 0644));
}

int32_t dt_open_read_write(const int8_t *path) {
  ANSWER(open((const char *) path, O_RDWR | O_CREAT | O_NOFOLLOW | FLAGS, 0600));
}

static int32_t transferred(ssize_t count) {
  if (count >= 0) return (int32_t) count;
  if (errno == EAGAIN || errno == EWOULDBLOCK) return WOULD_BLOCK;
  return -1 - errno;
}

int32_t dt_read(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length) {
  ssize_t count;
  do count = read(descriptor, buffer + offset, (size_t) length);
  while (count < 0 && errno == EINTR);
  return transferred(count);
}

int32_t dt_read_interruptibly(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length) {
  ssize_t count = read(descriptor, buffer + offset, (size_t) length);
  return count < 0 && errno == EINTR ? WOULD_BLOCK : transferred(count);
}

int32_t dt_write(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length) {
  ssize_t count;
  do count = write(descriptor, buffer + offset, (size_t) length);
  while (count < 0 && errno == EINTR);
  return transferred(count);
}

int32_t dt_pread(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length, int64_t position) {
  ssize_t count;
  do count = pread(descriptor, buffer + offset, (size_t) length, (off_t) position);
  while (count < 0 && errno == EINTR);
  return transferred(count);
}

int32_t dt_pwrite(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length, int64_t position) {
  ssize_t count;
  do count = pwrite(descriptor, buffer + offset, (size_t) length, (off_t) position);
  while (count < 0 && errno == EINTR);
  return transferred(count);
}

int32_t dt_write_now(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length) {
  struct pollfd room = {descriptor, POLLOUT, 0};
  int ready;
  do ready = poll(&room, 1, 0);
  while (ready < 0 && errno == EINTR);
  if (ready < 0) return -1 - errno;
  /* A descriptor in error is ready, too: the write reports the error. */
  return ready ? dt_write(descriptor, buffer, offset, length < PIPE_BUF ? length : PIPE_BUF) : WOULD_BLOCK;
}

#if defined(__linux__) || defined(__FreeBSD__) || defined(__NetBSD__) || defined(__OpenBSD__) || defined(__DragonFly__)
int dt_make_pipe(int *ends, int blocking) {
  return pipe2(ends, blocking ? O_CLOEXEC : FLAGS);
}
#else
static int set_up(int end, int blocking) {
  if (fcntl(end, F_SETFD, FD_CLOEXEC) < 0) return -1;
  return blocking ? 0 : fcntl(end, F_SETFL, O_NONBLOCK);
}

int dt_make_pipe(int *ends, int blocking) {
  if (pipe(ends) < 0) return -1;
  if (set_up(ends[0], blocking) < 0 || set_up(ends[1], blocking) < 0) {
    int failure = errno;
    close(ends[0]);
    close(ends[1]);
    errno = failure;
    return -1;
  }
  return 0;
}
#endif

int32_t dt_pipe(int32_t *ends) {
  int pair[2];
  if (dt_make_pipe(pair, 1) < 0) return -errno;
  ends[0] = pair[0];
  ends[1] = pair[1];
  return 0;
}

int32_t dt_inherit(int32_t descriptor) {
  ANSWER(fcntl(descriptor, F_SETFD, 0));
}

int32_t dt_close_on_exec(int32_t descriptor) {
  ANSWER(fcntl(descriptor, F_SETFD, FD_CLOEXEC));
}

int32_t dt_dup2(int32_t from, int32_t to) {
  if (from == to) return dt_inherit(from);
  int result;
  do result = dup2(from, to);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  close(from);
  return 0;
}

int32_t dt_dup(int32_t descriptor) {
  ANSWER(dup(descriptor));
}

int32_t dt_set_blocking(int32_t descriptor, int32_t blocking) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return -errno;
  ANSWER(fcntl(descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

int32_t dt_lseek(int32_t descriptor, int64_t offset) {
  return lseek(descriptor, (off_t) offset, SEEK_SET) < 0 ? -errno : 0;
}

int32_t dt_fsync(int32_t descriptor) {
  ANSWER(fsync(descriptor));
}

int32_t dt_fchmod(int32_t descriptor, int32_t mode) {
  ANSWER(fchmod(descriptor, (mode_t) mode));
}

int32_t dt_fstat(int32_t descriptor, int64_t *fields) {
  struct stat status;
  int result;
  do result = fstat(descriptor, &status);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  fill_status(fields, &status);
  return 0;
}

int32_t dt_terminal_lines(int32_t descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) < 0 ? -1 : size.ws_row;
}

int32_t dt_terminal_columns(int32_t descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) < 0 ? -1 : size.ws_col;
}

int32_t dt_lock(int32_t descriptor) {
  ANSWER(flock(descriptor, LOCK_EX));
}

int32_t dt_try_lock(int32_t descriptor) {
  ANSWER(flock(descriptor, LOCK_EX | LOCK_NB));
}

int32_t dt_lockf(int32_t descriptor) {
  ANSWER(lockf(descriptor, F_TLOCK, 0));
}

/* A signal ends the wait early; its descriptor is readable in the next call. */
int32_t dt_poll(const int32_t *descriptors, int8_t *ready, int32_t count, int32_t milliseconds) {
  struct pollfd few[MAX_ON_STACK];
  struct pollfd *waiting = count <= MAX_ON_STACK ? few : malloc((size_t) count * sizeof *waiting);
  if (!waiting) return -ENOMEM;
  for (int32_t i = 0; i < count; i++) {
    int output = descriptors[i] >= 0 && descriptors[i] & FOR_OUTPUT;
    waiting[i].fd = output ? descriptors[i] - FOR_OUTPUT : descriptors[i];
    waiting[i].events = output ? POLLOUT : POLLIN;
    waiting[i].revents = 0;
  }
  int changed = poll(waiting, (nfds_t) count, milliseconds);
  int32_t result = changed < 0 && errno != EINTR ? -errno : 0;
  for (int32_t i = 0; i < count; i++) ready[i] = changed > 0 && waiting[i].revents != 0;
  if (waiting != few) free(waiting);
  return result;
}
