/*
 * Lookup of accounts. In a file of its own, because a lookup may load libraries (NSS), which only a dynamically linked program can.
 * By default, a program with this file is not linked statically.
 */
#define _DEFAULT_SOURCE /* initgroups */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <sys/types.h>
#include <unistd.h>

#include "answer.h"
#include "dt_posix.h"

int32_t dt_account(const int8_t *name, int64_t *ids) {
  struct passwd *account;
  do {
    errno = 0;
    account = getpwnam((const char *) name);
  } while (!account && errno == EINTR);
  if (!account) return errno == ENOMEM ? -ENOMEM : 0;
  ids[0] = (int64_t) account->pw_uid;
  ids[1] = (int64_t) account->pw_gid;
  return 1;
}

int32_t dt_initgroups(const int8_t *account, int64_t group) {
  ANSWER(initgroups((const char *) account, (gid_t) group));
}
