/* The ids of this process. */
#define _GNU_SOURCE /* getresuid */
#include <grp.h>
#include <sys/types.h>
#include <unistd.h>

#include "answer.h"
#include "dt_posix.h"

int32_t dt_setgroups(int64_t group) {
  gid_t only = (gid_t) group;
  ANSWER(setgroups(1, &only));
}

int32_t dt_setgid(int64_t group) {
  ANSWER(setgid((gid_t) group));
}

int32_t dt_setuid(int64_t user) {
  ANSWER(setuid((uid_t) user));
}

static int has_user(uid_t user) {
#if defined(__linux__) || defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__DragonFly__)
  uid_t real, effective, saved;
  return !getresuid(&real, &effective, &saved) && real == user && effective == user && saved == user;
#else
  return getuid() == user && geteuid() == user;
#endif
}

static int has_group(gid_t group) {
#if defined(__linux__) || defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__DragonFly__)
  gid_t real, effective, saved;
  return !getresgid(&real, &effective, &saved) && real == group && effective == group && saved == group;
#else
  return getgid() == group && getegid() == group;
#endif
}

int32_t dt_runs_as(int64_t user, int64_t group) {
  return has_user((uid_t) user) && has_group((gid_t) group);
}

/* BSD lists the effective group, too. */
int32_t dt_has_no_other_group(int64_t group) {
  gid_t groups[8];
  int count = getgroups(8, groups);
  for (int i = 0; i < count; i++)
    if (groups[i] != (gid_t) group) return 0;
  return count >= 0;
}
