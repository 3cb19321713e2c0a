/* The fields of FileStatus. */
#ifndef DAEMONTOOLS_FILE_STATUS_H
#define DAEMONTOOLS_FILE_STATUS_H

#include <stdint.h>
#include <sys/stat.h>

static inline void fill_status(int64_t *fields, const struct stat *status) {
  fields[0] = S_ISDIR(status->st_mode);
  fields[1] = status->st_mode & 07777;
  fields[2] = (int64_t) status->st_size;
  fields[3] = (int64_t) status->st_nlink;
  fields[4] = (int64_t) status->st_dev;
  fields[5] = (int64_t) status->st_ino;
}

#endif
