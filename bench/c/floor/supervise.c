/*
 * supervise DIR: the floor of a supervise that starts a service, restarts it and carries out commands, for a directory without
 * other files than run and log. It leaves the files that this version's supervise leaves. One listing of the directory stands for
 * all looks for files that change what supervise does.
 */
#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "floor.h"

#define RECORD 128
#define HALF 64
#define RECORDS 64
#define SECOND 1000000000LL

static int wakes, control, history;
static char want = 'u';
static int exiting;
static pid_t process;
static int64_t started;
static uint64_t runs, boot;
static unsigned char record[RECORD];

static void caught(int number) {
  uint64_t one = 1;
  (void) number;
  if (write(wakes, &one, sizeof one) < 0) return;
}

static int64_t now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

static void write_status(int64_t time) {
  unsigned char status[18] = {0};
  uint64_t seconds = __builtin_bswap64(EPOCH + (uint64_t) (time / SECOND));
  uint32_t nanoseconds = __builtin_bswap32((uint32_t) (time % SECOND)), id = (uint32_t) process;
  memcpy(status, &seconds, 8);
  memcpy(status + 8, &nanoseconds, 4);
  memcpy(status + 12, &id, 4);
  status[17] = (unsigned char) want;
  int file = (int) must(open("supervise/status.new", O_WRONLY | O_TRUNC | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0644));
  write_all(file, (char *) status, sizeof status);
  close(file);
  must(rename("supervise/status.new", "supervise/status"));
}

static uint64_t hash(const unsigned char *bytes, size_t length) {
  uint64_t sum = 0xcbf29ce484222325;
  for (size_t i = 0; i < length; i++) sum = (sum ^ bytes[i]) * 0x100000001b3;
  return sum;
}

static void put_number(int offset, uint64_t number) { memcpy(record + offset, &number, sizeof number); }

static void write_half(int half) {
  put_number(half + 56, hash(record + half, 56));
  must(pwrite(history, record + half, half ? HALF : RECORD, (off_t) (runs % RECORDS * RECORD + (uint64_t) half)));
}

/* The serial number of its pidfd distinguishes this process from others that have had its number. */
static uint64_t identity_of(pid_t id) {
  struct stat status;
  int file = (int) must(syscall(SYS_pidfd_open, id, 0));
  must(fstat(file, &status));
  close(file);
  return status.st_ino;
}

static void start(void) {
  sigset_t all, none;
  int64_t time = now(CLOCK_REALTIME);
  started = now(CLOCK_MONOTONIC);
  runs++;
  memset(record, 0, sizeof record);
  memcpy(record, "DTs\1\0u\1", 7);
  put_number(8, runs);
  put_number(16, (uint64_t) time);
  put_number(40, boot);
  sigfillset(&all);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &all, 0);
  process = (pid_t) must(fork());
  if (!process) {
    uint32_t id = (uint32_t) getpid();
    memcpy(record + 24, &id, 4);
    put_number(32, identity_of((pid_t) id));
    write_half(0);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, 0);
    execl("./run", "./run", (char *) 0);
    _exit(111);
  }
  sigprocmask(SIG_SETMASK, &none, 0);
  write_status(time);
}

static void ended(int status, const struct rusage *use) {
  int64_t time = now(CLOCK_REALTIME);
  memset(record + HALF, 0, HALF);
  memcpy(record + HALF, "DTe\1", 4);
  record[HALF + 4] = WIFSIGNALED(status) ? 2 : 1;
  record[HALF + 5] = (unsigned char) (WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
  put_number(HALF + 8, runs);
  put_number(HALF + 16, (uint64_t) time);
  put_number(HALF + 24, (uint64_t) (use->ru_utime.tv_sec * SECOND + use->ru_utime.tv_usec * 1000));
  put_number(HALF + 32, (uint64_t) (use->ru_stime.tv_sec * SECOND + use->ru_stime.tv_usec * 1000));
  put_number(HALF + 40, (uint64_t) use->ru_maxrss * 1024);
  write_half(HALF);
  process = 0;
  write_status(time);
}

static void obey(char command) {
  static const char letters[] = "phatik";
  static const int signals[] = {SIGSTOP, SIGHUP, SIGALRM, SIGTERM, SIGINT, SIGKILL};
  const char *letter = strchr(letters, command);
  if (letter && process) kill(process, signals[letter - letters]);
  if (command == 'c' && process) kill(process, SIGCONT);
  if (command == 'x') exiting = 1;
  if (command != 'd' && command != 'u') return;
  want = command;
  if (process && want == 'd') {
    kill(process, SIGTERM);
    kill(process, SIGCONT);
  }
  write_status(now(CLOCK_REALTIME));
}

static void prepare(void) {
  struct stat status;
  char text[37];
  wakes = (int) must(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  signal(SIGCHLD, caught);
  if (!stat("down", &status)) want = 'd';
  mkdir("supervise", 0700);
  int lock = (int) must(open("supervise/lock", O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600));
  must(flock(lock, LOCK_EX | LOCK_NB));
  mkfifo("supervise/control", 0600);
  control = (int) must(open("supervise/control", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  must(open("supervise/control", O_WRONLY | O_NONBLOCK | O_CLOEXEC));
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  int id = (int) must(open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC));
  must(read(id, text, sizeof text));
  close(id);
  boot = hash((unsigned char *) text, 36);
  history = (int) must(open("supervise/history", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
  must(fstat(history, &status));
  write_status(now(CLOCK_REALTIME));
  mkfifo("supervise/ok", 0600);
  must(open("supervise/ok", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  DIR *files = opendir(".");
  if (!files) _exit(111);
  while (readdir(files)) continue;
  closedir(files);
}

int main(int count, char **argv) {
  if (count < 2) return 100;
  must(chdir(argv[1]));
  prepare();
  struct pollfd waiting[] = {{wakes, POLLIN, 0}, {control, POLLIN, 0}};
  for (;;) {
    int left = -1;
    if (!process && exiting) return 0;
    if (!process && want == 'u') {
      int64_t due = started ? started + SECOND - now(CLOCK_MONOTONIC) : 0;
      if (due <= 0) start();
      left = due > 0 ? (int) (due / 1000000) + 1 : -1;
    }
    if (poll(waiting, 2, left) < 0 && errno != EINTR) return 111;
    uint64_t woken;
    struct rusage use;
    int status;
    if (read(wakes, &woken, sizeof woken) > 0 && wait4(-1, &status, WNOHANG, &use) > 0) ended(status, &use);
    char command;
    if (read(control, &command, 1) == 1) obey(command);
  }
}
