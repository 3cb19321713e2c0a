/* Names in the file system, and the listing of the working directory. */
#define _GNU_SOURCE /* statx */

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "answer.h"
#include "dt_posix.h"
#include "file_status.h"
#include "hot_data.h"

static int32_t stat_path(const char *path, int64_t *fields) {
  struct stat status;
  int result;
  do result = stat(path, &status);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  fill_status(fields, &status);
  return 0;
}

int32_t dt_stat(const int8_t *path, int64_t *fields) {
  return stat_path((const char *) path, fields);
}

/* In nanoseconds; 0 if it is not known. */
int64_t dt_birth(const int8_t *path) {
#if defined STATX_BTIME
  struct statx status;
  if (statx(AT_FDCWD, (const char *) path, 0, STATX_BTIME, &status) < 0 || !(status.stx_mask & STATX_BTIME)) return 0;
  int64_t seconds = status.stx_btime.tv_sec, nanoseconds = status.stx_btime.tv_nsec;
#else
  struct stat status;
  if (stat((const char *) path, &status) < 0) return 0;
#if defined __APPLE__ || defined __NetBSD__
  int64_t seconds = status.st_birthtimespec.tv_sec, nanoseconds = status.st_birthtimespec.tv_nsec;
#elif defined __FreeBSD__
  int64_t seconds = status.st_birthtim.tv_sec, nanoseconds = status.st_birthtim.tv_nsec;
#else
  int64_t seconds = 0, nanoseconds = 0;
#endif
#endif
  return seconds > 0 ? seconds * 1000000000 + nanoseconds : 0;
}

static int statvfs_path(const int8_t *path, struct statvfs *status) {
  int result;
  do result = statvfs((const char *) path, status);
  while (result < 0 && errno == EINTR);
  return result;
}

/*
 * A file system without blocks, such as /proc or a tmpfs without a limit, is never full. Where root has taken some of the blocks that are
 * reserved for it, the number may be a negative one without its sign.
 */
int64_t dt_statvfs(const int8_t *path) {
  struct statvfs status;
  if (statvfs_path(path, &status) < 0 || status.f_blocks == 0) return -1;
  return status.f_bavail > status.f_blocks ? 0 : (int64_t) status.f_bavail * (int64_t) status.f_frsize;
}

/* File systems without a limit on files, such as Btrfs, have none of them. */
int64_t dt_statvfs_files(const int8_t *path) {
  struct statvfs status;
  if (statvfs_path(path, &status) < 0 || status.f_files == 0) return -1;
  return status.f_favail > status.f_files ? 0 : (int64_t) status.f_favail;
}

int32_t dt_mkdir(const int8_t *path, int32_t mode) {
  ANSWER(mkdir((const char *) path, (mode_t) mode));
}

int32_t dt_mkfifo(const int8_t *path, int32_t mode) {
  ANSWER(mkfifo((const char *) path, (mode_t) mode));
}

int32_t dt_rename(const int8_t *from, const int8_t *to) {
  ANSWER(rename((const char *) from, (const char *) to));
}

int32_t dt_link(const int8_t *existing, const int8_t *added) {
  ANSWER(link((const char *) existing, (const char *) added));
}

int32_t dt_unlink(const int8_t *path) {
  ANSWER(unlink((const char *) path));
}

int32_t dt_rmdir(const int8_t *path) {
  ANSWER(rmdir((const char *) path));
}

int32_t dt_chown(const int8_t *path, int64_t user, int64_t group) {
  ANSWER(chown((const char *) path, (uid_t) user, (gid_t) group));
}

int32_t dt_chmod(const int8_t *path, int32_t mode) {
  ANSWER(chmod((const char *) path, (mode_t) mode));
}

int32_t dt_readlink(const int8_t *path, int8_t *into, int32_t size) {
  ANSWER(readlink((const char *) path, (char *) into, (size_t) size));
}

int32_t dt_chdir(const int8_t *path) {
  ANSWER(chdir((const char *) path));
}

int32_t dt_fchdir(int32_t descriptor) {
  ANSWER(fchdir(descriptor));
}

int32_t dt_getcwd(int8_t *into, int32_t size) {
  if (getcwd((char *) into, (size_t) size)) return (int32_t) strlen((const char *) into);
  if (errno != ERANGE) return -errno;
  return size < 4096 ? size : -ENAMETOOLONG; /* PATH_MAX on Linux */
}

static DT_HOT_DATA DIR *listing;
static DT_HOT_DATA struct dirent *entry;

int32_t dt_listing_open(const int8_t *path) {
  do listing = opendir((const char *) path);
  while (!listing && errno == EINTR);
  return listing ? 0 : -errno;
}

int32_t dt_listing_next(void) {
  do {
    errno = 0;
    entry = readdir(listing);
  } while (!entry && errno == EINTR);
  if (entry) return (int32_t) strlen(entry->d_name);
  return -errno;
}

int32_t dt_listing_hidden(void) {
  return entry->d_name[0] == '.';
}

/* As in DirectoryListing: 1 for a directory, 2 for a link, 3 for another file. */
int32_t dt_listing_type(void) {
#ifdef DT_UNKNOWN
  switch (entry->d_type) {
    case DT_UNKNOWN: return 0;
    case DT_DIR: return 1;
    case DT_LNK: return 2;
    default: return 3;
  }
#else
  return 0;
#endif
}

void dt_listing_name(int8_t *into) {
  memcpy(into, entry->d_name, strlen(entry->d_name));
}

int32_t dt_listing_status(int64_t *fields) {
  return stat_path(entry->d_name, fields);
}

void dt_listing_close(void) {
  closedir(listing);
}
