/* Open files, pipes and FIFOs. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer.h"
#include "door.h"
#include "file_status.h"

#define NOT_NOW (-1)

int32_t dt_open_read(const int8_t *path) {
  ANSWER(open((const char *) path, O_RDONLY | O_NONBLOCK));
}

int32_t dt_open_write(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_NONBLOCK));
}

int32_t dt_open_append(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_NONBLOCK | O_APPEND | O_CREAT, 0600));
}

int32_t dt_open_append_existing(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_NONBLOCK | O_APPEND));
}

int32_t dt_open_truncate(const int8_t *path) {
  ANSWER(open((const char *) path, O_WRONLY | O_NONBLOCK | O_TRUNC | O_CREAT, 0644));
}

int32_t dt_read(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length) {
  ssize_t count = read(descriptor, buffer + offset, (size_t) length);
  if (count >= 0) return (int32_t) count;
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return NOT_NOW;
  return -1 - errno;
}

int32_t dt_write(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length) {
  ssize_t count;
  do count = write(descriptor, buffer + offset, (size_t) length);
  while (count < 0 && errno == EINTR);
  if (count >= 0) return (int32_t) count;
  if (errno == EAGAIN || errno == EWOULDBLOCK) return NOT_NOW;
  return -1 - errno;
}

int32_t dt_pipe(int32_t *ends) {
  int pair[2];
  if (pipe(pair) < 0) return -errno;
  ends[0] = pair[0];
  ends[1] = pair[1];
  return 0;
}

int32_t dt_move(int32_t from, int32_t to) {
  if (from == to) return 0;
  int result;
  do result = dup2(from, to);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  close(from);
  return 0;
}

int32_t dt_close_on_exec(int32_t descriptor) {
  ANSWER(fcntl(descriptor, F_SETFD, FD_CLOEXEC));
}

int32_t dt_set_blocking(int32_t descriptor, int32_t blocking) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return -errno;
  ANSWER(fcntl(descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

int32_t dt_seek(int32_t descriptor, int64_t offset) {
  return lseek(descriptor, (off_t) offset, SEEK_SET) < 0 ? -errno : 0;
}

int32_t dt_sync(int32_t descriptor) {
  ANSWER(fsync(descriptor));
}

int32_t dt_set_mode(int32_t descriptor, int32_t mode) {
  ANSWER(fchmod(descriptor, (mode_t) mode));
}

int32_t dt_descriptor_status(int32_t descriptor, int64_t *fields) {
  struct stat status;
  if (fstat(descriptor, &status) < 0) return -errno;
  fill_status(fields, &status);
  return 0;
}

int32_t dt_lock(int32_t descriptor) {
  ANSWER(flock(descriptor, LOCK_EX));
}

int32_t dt_lock_now(int32_t descriptor) {
  ANSWER(flock(descriptor, LOCK_EX | LOCK_NB));
}

/* A signal ends the wait early, and its descriptor is then readable at the next. */
int32_t dt_await_readable(const int32_t *descriptors, int8_t *ready, int32_t count, int32_t milliseconds) {
  struct pollfd waiting[count];
  for (int32_t i = 0; i < count; i++) {
    waiting[i].fd = descriptors[i];
    waiting[i].events = POLLIN;
    waiting[i].revents = 0;
  }
  int changed = poll(waiting, (nfds_t) count, milliseconds);
  if (changed < 0 && errno != EINTR) return -errno;
  for (int32_t i = 0; i < count; i++) ready[i] = changed > 0 && waiting[i].revents != 0;
  return 0;
}
