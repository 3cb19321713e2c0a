/* The part of kqueue(2) that watches.c uses, as kqueue.c has it on Linux. */
#ifndef KQUEUE_EVENT_H
#define KQUEUE_EVENT_H

#include <stdint.h>
#include <time.h>

struct kevent {
  uintptr_t ident;
  short filter;
  unsigned short flags;
  unsigned fflags;
  int64_t data;
  void *udata;
};

#define EVFILT_VNODE (-4)
#define EVFILT_PROC (-5)
#define EV_ADD 1
#define EV_CLEAR 32
#define NOTE_DELETE 1
#define NOTE_WRITE 2
#define NOTE_ATTRIB 8
#define NOTE_RENAME 32
#define NOTE_EXIT 0x80000000U

#define EV_SET(event, i, f, fl, ff, d, u) \
  (*(event) = (struct kevent){(uintptr_t) (i), (f), (fl), (ff), (d), (u)})

/* How many descriptors there are beside those that the system has; a queue that is closed leaves its own. */
extern int kqueue_sources;

int kqueue(void);
int kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events, int event_count,
           const struct timespec *timeout);

#endif
