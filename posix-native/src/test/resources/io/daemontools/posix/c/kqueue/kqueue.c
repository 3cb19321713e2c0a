/*
 * kqueue(2) for one event in each queue, which is an epoll instance. A process that has ended is an event once, as on FreeBSD; changes of
 * a file are an event until they are taken.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sys/event.h>

#define MOST 1024

/* By the descriptor of the queue: what it waits for, and the descriptor for that. */
static struct kevent waited[MOST];
static int sources[MOST];

int kqueue_sources;

int kqueue(void) {
  return epoll_create1(0);
}

static int watch_process(pid_t process) {
  return (int) syscall(SYS_pidfd_open, process, 0U);
}

static int watch_file(int file, unsigned notes) {
  char path[64];
  uint32_t changes = 0;
  struct stat status;
  if (fstat(file, &status) < 0) return -1;
  if (notes & NOTE_WRITE) changes |= S_ISDIR(status.st_mode) ? IN_CREATE | IN_DELETE | IN_MOVE : IN_MODIFY;
  if (notes & NOTE_DELETE) changes |= IN_DELETE_SELF;
  if (notes & NOTE_RENAME) changes |= IN_MOVE_SELF;
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  int source = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  return source < 0 || inotify_add_watch(source, path, changes) < 0 ? -1 : source;
}

static int add(int queue, struct kevent event) {
  int source = event.filter == EVFILT_PROC ? watch_process((pid_t) event.ident)
                                           : watch_file((int) event.ident, event.fflags);
  struct epoll_event readable = {.events = EPOLLIN};
  if (source < 0 || queue >= MOST) return -1;
  waited[queue] = event;
  sources[queue] = source;
  kqueue_sources++;
  return epoll_ctl(queue, EPOLL_CTL_ADD, source, &readable);
}

static int take(int queue, struct kevent *event) {
  struct epoll_event readable;
  if (epoll_wait(queue, &readable, 1, 0) < 1) return 0;
  *event = waited[queue];
  if (event->filter == EVFILT_PROC) {
    close(sources[queue]);
    kqueue_sources--;
  } else {
    char changes[4096];
    while (read(sources[queue], changes, sizeof changes) > 0) {
    }
  }
  return 1;
}

int kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events, int event_count,
           const struct timespec *timeout) {
  (void) timeout;
  if (change_count == 1) return add(queue, *changes);
  return event_count == 1 ? take(queue, events) : 0;
}
