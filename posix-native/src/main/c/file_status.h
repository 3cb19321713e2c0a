/* The fields of FileStatus. */
#ifndef DAEMONTOOLS_FILE_STATUS_H
#define DAEMONTOOLS_FILE_STATUS_H

#include <stdint.h>
#include <sys/stat.h>

#if S_IFDIR != 0040000 || S_IFIFO != 0010000 || S_IFSOCK != 0140000
#error FileStatus has other values for the types of files than this system
#endif

#ifdef __APPLE__
#define MODIFIED st_mtimespec
#else
#define MODIFIED st_mtim
#endif

static inline void fill_status(int64_t *fields, const struct stat *status) {
  fields[0] = status->st_mode;
  fields[1] = (int64_t) status->st_size;
  fields[2] = (int64_t) status->st_nlink;
  fields[3] = (int64_t) status->st_dev;
  fields[4] = (int64_t) status->st_ino;
  fields[5] = (int64_t) status->MODIFIED.tv_sec * 1000000000 + status->MODIFIED.tv_nsec;
  fields[6] = (int64_t) status->st_uid;
  fields[7] = (int64_t) status->st_gid;
}

#endif
