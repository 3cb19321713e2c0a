/* A process in the system's process table. */
#include <fcntl.h>
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

#define DIRECTORY "/proc/"
#define FILE_NAME "/status"
#define MAX_DIGITS 10

/* Opens the file without stdio, which would be most of the program. */
static int open_status(int32_t process) {
  char path[sizeof DIRECTORY + MAX_DIGITS + sizeof FILE_NAME];
  char *at = path + sizeof DIRECTORY - 1 + MAX_DIGITS;
  strcpy(at, FILE_NAME);
  do *--at = (char) ('0' + process % 10);
  while ((process /= 10) > 0);
  at -= sizeof DIRECTORY - 1;
  memcpy(at, DIRECTORY, sizeof DIRECTORY - 1);
  return open(at, O_RDONLY | O_CLOEXEC);
}

/* Skips what is not a digit, then reads a number. */
static const char *number(const char *at, int64_t *into) {
  while (*at && (*at < '0' || *at > '9')) at++;
  for (*into = 0; *at >= '0' && *at <= '9'; at++) *into = 10 * *into + *at - '0';
  return at;
}

int32_t dt_find_process(int32_t process, int64_t *fields) {
  int8_t text[1024];
  int file = process > 0 ? open_status(process) : -1;
  if (file < 0) return 0;
  int32_t count = dt_read(file, text, 0, sizeof text - 1);
  close(file);
  text[count > 0 ? count : 0] = 0;
  const char *parent = strstr((const char *) text, "\nPPid:");
  const char *users = strstr((const char *) text, "\nUid:");
  if (!parent || !users) return 0;
  number(parent, &fields[0]);
  /* The real one, then the effective one. */
  number(number(users, &fields[1]), &fields[1]);
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
