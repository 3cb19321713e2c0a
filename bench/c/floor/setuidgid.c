/* setuidgid ACCOUNT PROGRAM...: the floor of setuidgid, for an account in /etc/passwd. Looks at no other source of accounts. */
#include <grp.h>

#include "floor.h"

static char accounts[BLOCK + 1];

int main(int count, char **argv) {
  if (count < 3) return 100;
  size_t name = strlen(argv[1]), length = 0, more;
  int file = (int) must(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
  while ((more = (size_t) must(read(file, accounts + length, BLOCK - length)))) length += more;
  close(file);
  char *line = accounts;
  while (line && (strncmp(line, argv[1], name) || line[name] != ':')) {
    line = strchr(line, '\n');
    if (line) line++;
  }
  char *password = line ? strchr(line + name + 1, ':') : 0;
  if (!password) return 111;
  char *end;
  uid_t user = (uid_t) strtoul(password + 1, &end, 10);
  gid_t group = (gid_t) strtoul(end + 1, &end, 10);
  must(setgroups(1, &group));
  must(setgid(group));
  must(setuid(user));
  execvp(argv[2], argv + 2);
  return 111;
}
