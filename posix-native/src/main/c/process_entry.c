/* A process in the system's process table. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#if defined(__FreeBSD__) || defined(__NetBSD__) || defined(__APPLE__)
#define HAS_PROCESS_TABLE
#include <sys/param.h>
#include <sys/sysctl.h>
#if defined(__FreeBSD__)
#include <sys/user.h>
#endif
#endif

#include "answer.h"
#include "dt_posix.h"

#if defined(__linux__)

/* The number after a line's name and the effective id after the real one. */
static const char *field(const char *text, const char *name) {
  const char *at = strstr(text, name);
  return at ? at + strlen(name) : 0;
}

int32_t dt_find_process(int32_t process, int64_t *fields) {
  char path[32];
  int8_t text[1024];
  snprintf(path, sizeof path, "/proc/%d/status", (int) process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  int32_t count = dt_read(file, text, 0, sizeof text - 1);
  close(file);
  if (count <= 0) return 0;
  text[count] = 0;
  const char *parent = field((const char *) text, "\nPPid:");
  const char *user = field((const char *) text, "\nUid:");
  if (!parent || !user) return 0;
  char *effective;
  fields[0] = strtol(parent, 0, 10);
  strtoul(user, &effective, 10);
  fields[1] = (int64_t) strtoul(effective, 0, 10);
  return 1;
}

#elif defined(HAS_PROCESS_TABLE)

int32_t dt_find_process(int32_t process, int64_t *fields) {
#if defined(__NetBSD__)
  int name[] = {CTL_KERN, KERN_PROC2, KERN_PROC_PID, process, sizeof(struct kinfo_proc2), 1};
  struct kinfo_proc2 info;
#else
  int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, process};
  struct kinfo_proc info;
#endif
  size_t length = sizeof info;
  if (sysctl(name, sizeof name / sizeof *name, &info, &length, 0, 0) < 0 || length == 0) return 0;
#if defined(__FreeBSD__)
  fields[0] = info.ki_ppid;
  fields[1] = info.ki_uid;
#elif defined(__NetBSD__)
  fields[0] = info.p_ppid;
  fields[1] = info.p_uid;
#else
  fields[0] = info.kp_eproc.e_ppid;
  fields[1] = info.kp_eproc.e_ucred.cr_uid;
#endif
  return 1;
}

#else

int32_t dt_find_process(int32_t process, int64_t *fields) {
  (void) process;
  (void) fields;
  return 0;
}

#endif
