/* Descriptors that become readable when a process ends, or a directory or a file changes. */
#define _GNU_SOURCE /* syscall, O_DIRECTORY */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/inotify.h>
#include <sys/syscall.h>
#elif defined(__FreeBSD__) || defined(__NetBSD__) || defined(__OpenBSD__) || defined(__DragonFly__) || defined(__APPLE__)
#define HAS_KQUEUE
#include <sys/event.h>
#include <sys/time.h>
#endif

#include "answer.h"
#include "dt_posix.h"

#if defined(__linux__)

/* Missing in headers older than the calls (Linux 5.3 and 5.1). The numbers are the same on all processors but Alpha. */
#if !defined(SYS_pidfd_open) && !defined(__alpha__)
#define SYS_pidfd_open 434
#define SYS_pidfd_send_signal 424
#endif

#ifdef SYS_pidfd_open
#define HAS_PROCESS_WATCHES

/* A pidfd is always close-on-exec. */
int32_t dt_watch_process(int32_t process) {
  ANSWER(syscall(SYS_pidfd_open, (pid_t) process, 0U));
}

int32_t dt_signal_process(int32_t watch, int32_t signal) {
  ANSWER(syscall(SYS_pidfd_send_signal, watch, signal, (void *) 0, 0U));
}

#endif

#define OWN_CHANGES (IN_DELETE_SELF | IN_MOVE_SELF)
#define NAME_CHANGES (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)

static int32_t watch_changes(const int8_t *path, uint32_t changes) {
  int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (watch < 0) return -errno;
  if (inotify_add_watch(watch, (const char *) path, changes) < 0) {
    int32_t failure = -errno;
    close(watch);
    return failure;
  }
  return watch;
}

int32_t dt_watch_directory(const int8_t *path) {
  return watch_changes(path, NAME_CHANGES | OWN_CHANGES | IN_ONLYDIR);
}

int32_t dt_watch_file(const int8_t *path) {
  return watch_changes(path, IN_MODIFY | OWN_CHANGES | IN_DONT_FOLLOW);
}

int32_t dt_drain_watch(int32_t watch) {
  char events[1024];
  ssize_t count;
  do count = read(watch, events, sizeof events);
  while (count > 0 || (count < 0 && errno == EINTR));
  return count < 0 && errno != EAGAIN ? -errno : 0;
}

#elif defined(HAS_KQUEUE)
#define HAS_PROCESS_WATCHES

/* A kqueue with one event. A watched file or directory must stay open. */
struct watch {
  int queue;
  int file;
  pid_t process;
};

static struct watch *watches;
static size_t count;

static struct watch *find(int queue) {
  for (size_t i = 0; i < count; i++)
    if (watches[i].queue == queue) return &watches[i];
  return 0;
}

static int remember(struct watch watch) {
  struct watch *more = realloc(watches, (count + 1) * sizeof *more);
  if (!more) return -1;
  watches = more;
  watches[count++] = watch;
  return 0;
}

static int32_t give_up(int queue, int failure) {
  if (queue >= 0) close(queue);
  return -failure;
}

static int32_t watch_event(struct kevent event, struct watch watch) {
  watch.queue = kqueue();
  if (watch.queue < 0 || fcntl(watch.queue, F_SETFD, FD_CLOEXEC) < 0) return give_up(watch.queue, errno);
  if (kevent(watch.queue, &event, 1, 0, 0, 0) < 0) return give_up(watch.queue, errno);
  if (remember(watch) < 0) return give_up(watch.queue, ENOMEM);
  return watch.queue;
}

int32_t dt_watch_process(int32_t process) {
  struct kevent event;
  EV_SET(&event, (uintptr_t) process, EVFILT_PROC, EV_ADD, NOTE_EXIT, 0, 0);
  return watch_event(event, (struct watch){.file = -1, .process = process});
}

/* Peeks with poll: taking the event out of the queue would make the descriptor unreadable. */
int32_t dt_signal_process(int32_t watch, int32_t signal) {
  struct watch *found = find(watch);
  if (!found || found->file >= 0) return -EBADF;
  struct pollfd end = {watch, POLLIN, 0};
  if (poll(&end, 1, 0) > 0) return -ESRCH;
  ANSWER(kill(found->process, signal));
}

#define NAME_CHANGES (NOTE_WRITE | NOTE_DELETE | NOTE_RENAME)

/* A truncation is a change of an attribute. */
#define CONTENT_CHANGES (NAME_CHANGES | NOTE_ATTRIB)

static int32_t watch_changes(const int8_t *path, int flags, unsigned changes) {
  int file = open((const char *) path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | flags);
  if (file < 0) return -errno;
  struct kevent event;
  EV_SET(&event, (uintptr_t) file, EVFILT_VNODE, EV_ADD | EV_CLEAR, changes, 0, 0);
  int32_t watch = watch_event(event, (struct watch){.file = file});
  if (watch < 0) close(file);
  return watch;
}

int32_t dt_watch_directory(const int8_t *path) {
  return watch_changes(path, O_DIRECTORY, NAME_CHANGES);
}

int32_t dt_watch_file(const int8_t *path) {
  return watch_changes(path, O_NOFOLLOW, CONTENT_CHANGES);
}

int32_t dt_drain_watch(int32_t watch) {
  const struct timespec now = {0, 0};
  struct kevent event;
  int taken;
  do taken = kevent(watch, 0, 0, &event, 1, &now);
  while (taken > 0 || (taken < 0 && errno == EINTR));
  return answer(taken);
}

void dt_close_watch(int32_t watch) {
  struct watch *found = find(watch);
  close(watch);
  if (!found) return;
  if (found->file >= 0) close(found->file);
  *found = watches[--count];
}

#else

int32_t dt_watch_directory(const int8_t *path) {
  (void) path;
  return -ENOSYS;
}

int32_t dt_watch_file(const int8_t *path) {
  (void) path;
  return -ENOSYS;
}

int32_t dt_drain_watch(int32_t watch) {
  (void) watch;
  return -ENOSYS;
}

#endif

#ifndef HAS_PROCESS_WATCHES

int32_t dt_watch_process(int32_t process) {
  (void) process;
  return -ENOSYS;
}

int32_t dt_signal_process(int32_t watch, int32_t signal) {
  (void) watch;
  (void) signal;
  return -ENOSYS;
}

#endif

#ifndef HAS_KQUEUE

void dt_close_watch(int32_t watch) {
  close(watch);
}

#endif
