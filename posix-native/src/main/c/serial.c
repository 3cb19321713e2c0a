/* What distinguishes a process from others that have had its process id, and how one that is no child has ended. */
#define _GNU_SOURCE /* syscall */
#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#elif defined(__FreeBSD__) || defined(__NetBSD__) || defined(__APPLE__)
#define HAS_START_TIME
#include <sys/param.h>
#include <sys/event.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#if defined(__FreeBSD__)
#include <sys/user.h>
#endif
#endif

#include "answer.h"
#include "dt_posix.h"
#include "wait_status.h"

/* Whether a failure of a call may pass. */
static inline int lacks_resources(int failure) {
  return failure == EMFILE || failure == ENFILE || failure == ENOMEM;
}

/* The negative errno of a call that may succeed later, or 0: the system does not reveal what was asked for. */
static inline int32_t hidden(void) {
  return lacks_resources(errno) ? -errno : 0;
}

#if defined(__linux__)

int32_t dt_boot_id(int8_t *into, int32_t size) {
  int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  if (file < 0) return hidden();
  int32_t count = dt_read(file, into, 0, size);
  if (count < 0) count = hidden();
  close(file);
  return count;
}

/* Missing in headers older than the call (Linux 5.3). */
#if !defined(SYS_pidfd_open) && !defined(__alpha__)
#define SYS_pidfd_open 434
#endif

#ifdef SYS_pidfd_open
#define HAS_SERIAL_NUMBER
#define PIDFS 0x50494446

int64_t dt_serial_number(int32_t process) {
  int pidfd = (int) syscall(SYS_pidfd_open, (pid_t) process, 0U);
  if (pidfd < 0) return errno == ESRCH ? -errno : hidden();
  struct statfs system;
  struct stat status;
  int64_t number = 0;
  if (fstatfs(pidfd, &system) < 0) {
    number = hidden();
  } else if ((unsigned long) system.f_type == PIDFS) {
    number = fstat(pidfd, &status) < 0 ? hidden() : (int64_t) status.st_ino;
  }
  close(pidfd);
  return number;
}

#endif

/* The first version of the structure of PIDFD_GET_INFO, which knows the exit status since Linux 6.15. */
struct process_info {
  uint64_t mask;
  uint64_t cgroup;
  uint32_t ids[11];
  int32_t exit_code;
};

#define HAS_EXIT_STATUS
#define GET_INFO _IOWR(0xff, 11, struct process_info)
#define INFO_EXIT (UINT64_C(1) << 3)

int32_t dt_exit_status(int32_t watch, int32_t *status) {
  struct process_info info = {.mask = INFO_EXIT};
  /* musl's ioctl takes an int. */
  if (syscall(SYS_ioctl, watch, GET_INFO, &info) < 0 || !(info.mask & INFO_EXIT)) return 0;
  fill_wait_status(status, info.exit_code);
  return 1;
}

#elif defined(HAS_START_TIME)

static int32_t system_value(const char *name, int8_t *into, int32_t size) {
  size_t length = (size_t) size;
  return sysctlbyname(name, into, &length, 0, 0) < 0 ? hidden() : (int32_t) length;
}

int32_t dt_boot_id(int8_t *into, int32_t size) {
#if defined(__APPLE__)
  return system_value("kern.bootsessionuuid", into, size);
#else
  int32_t length = system_value("kern.boot_id", into, size);
  return length != 0 ? length : system_value("kern.boottime", into, size);
#endif
}

#define HAS_SERIAL_NUMBER

/* In microseconds. */
static int64_t start_time(int64_t seconds, int64_t rest) {
  return seconds * 1000000 + rest;
}

/* Returns 0, or the negative errno: EPERM if the call is refused. */
static int32_t find_process(int *name, unsigned names, void *info, size_t size) {
  size_t length = size;
  if (sysctl(name, names, info, &length, 0, 0) < 0) return errno == ESRCH || lacks_resources(errno) ? -errno : -EPERM;
  return length == 0 ? -ESRCH : 0;
}

#if defined(__FreeBSD__)

static int32_t boot_time(int64_t *into) {
  int name[] = {CTL_KERN, KERN_BOOTTIME};
  struct timeval boot;
  int32_t result = find_process(name, 2, &boot, sizeof boot);
  if (result == 0) *into = start_time(boot.tv_sec, boot.tv_usec);
  return result;
}

/* The kernel adds the time of day at which the system was started. Setting the clock changes both: between the calls, too. */
int64_t dt_serial_number(int32_t process) {
  int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, process};
  struct kinfo_proc info;
  int64_t before;
  int64_t after = 0;
  int32_t result = boot_time(&after);
  do {
    before = after;
    if (result == 0) result = find_process(name, 4, &info, sizeof info);
    if (result == 0) result = boot_time(&after);
  } while (result == 0 && before != after);
  if (result < 0) return result == -EPERM ? 0 : result;
  return start_time(info.ki_start.tv_sec, info.ki_start.tv_usec) - after;
}

#elif defined(__NetBSD__)

int64_t dt_serial_number(int32_t process) {
  int name[] = {CTL_KERN, KERN_PROC2, KERN_PROC_PID, process, sizeof(struct kinfo_proc2), 1};
  struct kinfo_proc2 info;
  int32_t result = find_process(name, 6, &info, sizeof info);
  if (result < 0) return result == -EPERM ? 0 : result;
  return start_time(info.p_ustart_sec, info.p_ustart_usec);
}

#else

int64_t dt_serial_number(int32_t process) {
  int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, process};
  struct kinfo_proc info;
  int32_t result = find_process(name, 4, &info, sizeof info);
  if (result < 0) return result == -EPERM ? 0 : result;
  return start_time(info.kp_proc.p_starttime.tv_sec, info.kp_proc.p_starttime.tv_usec);
}

#endif

/* macOS reveals the status of children only. */
#if !defined(__APPLE__)
#define HAS_EXIT_STATUS

int32_t dt_exit_status(int32_t watch, int32_t *status) {
  const struct timespec now = {0, 0};
  struct kevent event;
  if (kevent(watch, 0, 0, &event, 1, &now) != 1) return 0;
  fill_wait_status(status, (int) event.data);
  return 1;
}

#endif

#else

int32_t dt_boot_id(int8_t *into, int32_t size) {
  (void) into;
  (void) size;
  return 0;
}

#endif

#ifndef HAS_SERIAL_NUMBER

int64_t dt_serial_number(int32_t process) {
  (void) process;
  return 0;
}

#endif

#ifndef HAS_EXIT_STATUS

int32_t dt_exit_status(int32_t watch, int32_t *status) {
  (void) watch;
  (void) status;
  return 0;
}

#endif
