/*
 * What cases.c needs to know of words, blocks and files: it reads the ones, makes and reports the others. Included there.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORDS 4096
#define HELD 64

static struct word {
  char *bytes;
  size_t length;
} words[WORDS];
static int word_count;

static struct {
  char *name;
  int descriptor;
} held[HELD];
static int held_count;

static int base, input, output, errors, notes;

/* Kept until the case has been read to its end: its writer reads no answer before. */
static FILE *answer;
static void fail(const char *what) {
  fprintf(stderr, "cases: unable to %s: %s\n", what, strerror(errno));
  exit(96);
}

static int checked(int result, const char *what) {
  if (result < 0) fail(what);
  return result;
}

static int digit(char c) {
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Cuts a line into its words, in place. */
static void parse(char *line) {
  word_count = 0;
  for (char *at = strtok(line, " \n"); at; at = strtok(0, " \n")) {
    if (word_count == WORDS - 1) fail("take so many words");
    char *to = at;
    words[word_count].bytes = at;
    if (strcmp(at, "''"))
      for (char *from = at; *from; to++) {
        int byte = *from == '%';
        *to = byte ? (char) (digit(from[1]) << 4 | digit(from[2])) : *from;
        from += byte ? 3 : 1;
      }
    words[word_count++].length = (size_t) (to - at);
    /* the terminator overwrites the separator, which strtok is past already */
    *to = 0;
  }
  words[word_count].bytes = 0;
}

static char *next_line(void) {
  static char *line;
  static size_t room;
  return getline(&line, &room, stdin) < 0 ? 0 : line;
}

static const char *name(int i) {
  return words[i].bytes;
}

static mode_t mode(int i) {
  return (mode_t) strtol(name(i), 0, 8);
}

static int is(const char *directive) {
  return !strcmp(name(0), directive);
}

static void put(int descriptor, const char *bytes, size_t length) {
  while (length) {
    ssize_t written = checked((int) write(descriptor, bytes, length), "write");
    bytes += written;
    length -= (size_t) written;
  }
}

static void hold(int descriptor) {
  if (held_count == HELD) fail("hold so many");
  held[held_count].name = strdup(name(1));
  held[held_count++].descriptor = descriptor;
}

static void make_file(void) {
  int file = checked(open(name(1), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), name(1));
  put(file, words[3].bytes, words[3].length);
  checked(fchmod(file, mode(2)), "fchmod");
  close(file);
}

static void make_fifo(void) {
  checked(mkfifo(name(1), 0600), name(1));
  if (word_count > 3) {
    int fifo = checked(open(name(1), O_RDWR | O_NONBLOCK | O_CLOEXEC), name(1));
    put(fifo, words[3].bytes, words[3].length);
    hold(fifo);
  }
  checked(chmod(name(1), mode(2)), "chmod");
}

static void make_lock(void) {
  int file = checked(open(name(1), O_WRONLY | O_APPEND | O_CLOEXEC), name(1));
  checked(flock(file, LOCK_EX), "flock");
  hold(file);
}

static void set(int descriptor, const char *bytes, size_t length) {
  checked(ftruncate(descriptor, 0), "truncate");
  checked((int) lseek(descriptor, 0, SEEK_SET), "seek");
  put(descriptor, bytes, length);
  checked((int) lseek(descriptor, 0, SEEK_SET), "seek");
}

/* Returns 0 for what is not about files. */
static int prepare(void) {
  if (is("dir")) checked(mkdir(name(1), mode(2)), name(1)), checked(chmod(name(1), mode(2)), "chmod");
  else if (is("file")) make_file();
  else if (is("link")) checked(symlink(name(2), name(1)), name(1));
  else if (is("hard")) checked(link(name(2), name(1)), name(1));
  else if (is("fifo")) make_fifo();
  else if (is("lock")) make_lock();
  else if (is("mode")) checked(chmod(name(1), mode(2)), name(1));
  else if (is("input")) set(input, words[1].bytes, words[1].length);
  else return 0;
  return 1;
}

static void block(const char *label, const char *bytes, size_t length) {
  fprintf(answer, "%s %zu\n", label, length);
  fwrite(bytes, 1, length, answer);
  putc('\n', answer);
}

static void block_of_number(const char *label, long number) {
  char text[32];
  block(label, text, (size_t) snprintf(text, sizeof text, "%ld", number));
}

static void block_of_descriptor(const char *label, int descriptor) {
  static char *bytes;
  static size_t room;
  size_t length = 0;
  ssize_t count;
  do {
    if (room - length < 65536) bytes = realloc(bytes, room += 1 << 20);
    count = read(descriptor, bytes + length, room - length);
    if (count > 0) length += (size_t) count;
  } while (count > 0);
  block(label, bytes, length);
}

static void block_of_file(const char *path) {
  int file = checked(open(path, O_RDONLY | O_CLOEXEC), path);
  block_of_descriptor("content", file);
  close(file);
}

/* One line a file: type and mode, owner, links, and below it the content. */
static void report_tree(const char *path) {
  struct dirent **entries;
  int count = checked(scandir(path, &entries, 0, alphasort), path);
  for (int i = 0; i < count; free(entries[i++])) {
    char entry[8192], target[8192];
    struct stat status;
    if (!strcmp(entries[i]->d_name, ".") || !strcmp(entries[i]->d_name, "..")) continue;
    snprintf(entry, sizeof entry, "%s/%s", path, entries[i]->d_name);
    checked(lstat(entry, &status), entry);
    block("entry", entry + 2, strlen(entry + 2));
    block_of_number("mode", strtol((snprintf(target, sizeof target, "%o", status.st_mode), target), 0, 10));
    block_of_number("owner", (long) status.st_uid);
    /* root needs no leave to read */
    int opened = !S_ISLNK(status.st_mode) && geteuid() && !chmod(entry, status.st_mode | 0700);
    if (S_ISREG(status.st_mode)) block_of_number("links", (long) status.st_nlink), block_of_file(entry);
    if (S_ISLNK(status.st_mode)) block("target", target, (size_t) checked((int) readlink(entry, target, sizeof target), entry));
    if (S_ISDIR(status.st_mode)) report_tree(entry);
    if (opened) checked(chmod(entry, status.st_mode), entry);
  }
  free(entries);
}

static void report_held(void) {
  for (int i = 0; i < held_count; i++) {
    struct stat status;
    fstat(held[i].descriptor, &status);
    if (S_ISFIFO(status.st_mode)) {
      block("fifo", held[i].name, strlen(held[i].name));
      block_of_descriptor("bytes", held[i].descriptor);
    }
    close(held[i].descriptor);
    free(held[i].name);
  }
  held_count = 0;
}

static void remove_tree(int directory) {
  DIR *entries = fdopendir(directory);
  struct dirent *entry;
  while ((entry = readdir(entries))) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (!unlinkat(dirfd(entries), entry->d_name, 0)) continue;
    checked(fchmodat(dirfd(entries), entry->d_name, 0700, 0), "fchmodat");
    remove_tree(checked(openat(dirfd(entries), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "remove"));
    checked(unlinkat(dirfd(entries), entry->d_name, AT_REMOVEDIR), "remove");
  }
  closedir(entries);
}

static void clear(void) {
  checked(fchdir(base), "fchdir");
  checked(chmod("tree", 0777), "chmod");
  remove_tree(checked(open("tree", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open tree"));
  checked(chdir("tree"), "chdir");
  set(input, "", 0);
  set(output, "", 0);
  set(errors, "", 0);
  set(notes, "", 0);
}
