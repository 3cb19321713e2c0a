/* A name service for glibc (nss(5)) that knows one account: faraway, user 4242, group 2424. */
#include <errno.h>
#include <nss.h>
#include <pwd.h>
#include <string.h>

enum nss_status _nss_faraway_getpwnam_r(
    const char *name, struct passwd *account, char *buffer, size_t size, int *error) {
  static const char text[] = "faraway\0x\0/\0/bin/sh";
  if (strcmp(name, "faraway")) return NSS_STATUS_NOTFOUND;
  if (size < sizeof text) {
    *error = ERANGE;
    return NSS_STATUS_TRYAGAIN;
  }
  memcpy(buffer, text, sizeof text);
  account->pw_name = buffer;
  account->pw_passwd = buffer + 8;
  account->pw_gecos = buffer + 9;
  account->pw_dir = buffer + 10;
  account->pw_shell = buffer + 12;
  account->pw_uid = 4242;
  account->pw_gid = 2424;
  return NSS_STATUS_SUCCESS;
}
