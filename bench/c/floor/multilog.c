/*
 * multilog t [sSIZE] DIR: the floor of a logger with timestamps and one new log directory. It makes the system calls of this
 * version's multilog, and begins a file at the same byte as 0.76 does.
 *
 * In 0.76, which bytes are written together decides where a file ends: it reads 1024 bytes at a time, flushes before each
 * read, and has a buffer of 512 bytes. That matters only once a file is nearly full.
 */
#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>

#include "floor.h"

#define MARGIN 2000
#define SMALL_READ 1024
#define SMALL_WRITE 512
#define VISIBLE 1000
#define KEPT_FILES 10

/* More than what is written for what 0.76 reads at a time. */
#define STRIDE (32 * SMALL_READ)

#ifndef LOG_BLOCK
#define LOG_BLOCK (64 * SMALL_READ)
#endif

static char in[SMALL_READ + LOG_BLOCK], out[3 * LOG_BLOCK];
static size_t filled;
static int current, folder;
static size_t most = 99999;

/* The size of the file with what 0.76 would have written, and where that ends in the buffer. */
static size_t size, committed;

static void note(int number) { (void) number; }

/* Removes the oldest file if there are too many. */
static void prune(void) {
  DIR *names = opendir(".");
  struct dirent *entry;
  char oldest[32] = "";
  int files = 0;
  if (!names) _exit(111);
  while ((entry = readdir(names))) {
    if (entry->d_name[0] != '@') continue;
    files++;
    if (!*oldest || strcmp(entry->d_name, oldest) < 0) memcpy(oldest, entry->d_name, STAMP + 2);
  }
  closedir(names);
  if (files >= KEPT_FILES) must(unlink(oldest));
}

static void write_out(void) {
  write_all(current, out, committed);
  memmove(out, out + committed, filled - committed);
  filled -= committed;
  committed = 0;
}

static void rotate(void) {
  struct stat status;
  char name[STAMP + 2];
  write_out();
  must(fchdir(folder));
  must(fsync(current));
  must(rename("current", "previous"));
  must(chmod("previous", 0744));
  must(stat("previous", &status));
  put_stamp(name);
  memcpy(name + STAMP - 1, ".s", 3);
  must(link("previous", name));
  must(fsync(folder));
  int next = (int) must(open("current", O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600));
  close(current);
  current = next;
  must(fchmod(current, 0644));
  must(unlink("previous"));
  prune();
  size = 0;
}

/* What 0.76 does with a buffer of so many bytes. */
static void commit(void) {
  while (committed < filled) {
    size_t count = filled - committed;
    if (size >= most) rotate();
    if (count > most - size) count = most - size;
    if (size + count >= most - MARGIN) {
      char *newline = memrchr(out + committed, '\n', count);
      if (newline) count = (size_t) (newline + 1 - (out + committed));
    }
    committed += count;
    size += count;
    if (size >= most - MARGIN && out[committed - 1] == '\n') rotate();
  }
}

static void copy(const char *from, size_t count) {
  if (filled + count > sizeof out) write_out();
  memcpy(out + filled, from, count);
  filled += count;
}

/* The end of a file is near: a line as 0.76 copies it to its buffer, its first bytes together and the others one by one. */
static void copy_with_care(const char *from, size_t count) {
  size_t together = count - 1 < VISIBLE ? count - 1 : VISIBLE;
  if (filled - committed + together > SMALL_WRITE) {
    commit();
    copy(from, together);
    if (together > SMALL_WRITE) commit();
  } else {
    copy(from, together);
  }
  for (; together < count; together++) {
    if (filled - committed == SMALL_WRITE) commit();
    copy(from + together, 1);
  }
}

static void open_log(const char *name) {
  struct stat status;
  struct sigaction action = {.sa_handler = note};
  umask(022);
  int start = (int) must(open(".", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  sigaction(SIGTERM, &action, 0);
  sigaction(SIGALRM, &action, 0);
  must(fchdir(start));
  mkdir(name, 0700);
  folder = (int) must(open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  must(fchdir(folder));
  int lock = (int) must(open("lock", O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600));
  must(flock(lock, LOCK_EX | LOCK_NB));
  if (!stat("current", &status)) _exit(100);
  unlink("state");
  unlink("newstate");
  unlink("processed");
  close((int) must(open("state", O_WRONLY | O_TRUNC | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0644)));
  current = (int) must(open("current", O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600));
  must(fchmod(current, 0644));
}

int main(int count, char **argv) {
  if (count < 3 || count > 4 || strcmp(argv[1], "t")) return 100;
  if (count == 4) most = strtoul(argv[2] + 1, 0, 10);
  open_log(argv[count - 1]);
  struct pollfd waiting[] = {{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), POLLIN, 0}, {0, POLLIN, 0}};
  char *block = in + SMALL_READ, *start = block;
  int begun = 0;
  for (;;) {
    must(poll(waiting, 2, -1));
    size_t length = (size_t) must(read(0, block, LOG_BLOCK));
    if (!length) break;
    char *at = block, *end = block + length, *next_read = block + SMALL_READ;
    while (at < end) {
      if (!begun) {
        start = at - STAMP;
        put_stamp(start);
        begun = 1;
      }
      char *newline = memchr(at, '\n', (size_t) (end - at));
      if (!newline) break;
      while (next_read <= newline) {
        commit();
        next_read += SMALL_READ;
      }
      at = newline + 1;
      if (size + STRIDE < most - MARGIN)
        copy(start, (size_t) (at - start));
      else
        copy_with_care(start, (size_t) (at - start));
      begun = 0;
    }
    if (begun) {
      size_t rest = (size_t) (end - start);
      if (rest > SMALL_READ) _exit(100);
      memmove(block - rest, start, rest);
      start = block - rest;
    }
    commit();
    write_out();
  }
  if (begun) _exit(100);
  must(fsync(current));
  must(fchmod(current, 0744));
  must(fsync(folder));
  return 0;
}
