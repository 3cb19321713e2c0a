/* svls DIR...: the floor of svls, for directories whose services are up, have never been restarted, and have no logger. */
#include "floor.h"

#define COLUMNS 8
#define CELL 24
#define STATUS 18
#define RECORD 128
#define HISTORY (64 * RECORD)
#define SECOND 1000000000ULL

struct row {
  const char *name;
  char cells[COLUMNS][CELL];
};

static char out[BLOCK];
static size_t filled;

static void put(const char *text, size_t length) {
  if (filled + length > sizeof out) {
    write_all(1, out, filled);
    filled = 0;
  }
  memcpy(out + filled, text, length);
  filled += length;
}

static char *decimal(char *to, uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do digits[--at] = (char) ('0' + number % 10);
  while (number /= 10);
  memcpy(to, digits + at, sizeof digits - at);
  return to + (sizeof digits - at);
}

static void with_unit(char *to, uint64_t number, char unit) {
  char *end = decimal(to, number);
  end[0] = unit;
  end[1] = 0;
}

static uint64_t number_at(const unsigned char *bytes) {
  uint64_t number;
  memcpy(&number, bytes, sizeof number);
  return number;
}

static int complete(const unsigned char *half) {
  uint64_t hash = 0xcbf29ce484222325;
  for (int i = 0; i < 56; i++) hash = (hash ^ half[i]) * 0x100000001b3;
  return number_at(half + 56) == hash;
}

/* The number of the last run; 111 if it is not that of the process. */
static uint64_t last_run(const unsigned char *history, long length, uint32_t process) {
  const unsigned char *last = 0;
  for (long at = 0; at + RECORD <= length; at += RECORD)
    if (!memcmp(history + at, "DTs\1", 4) && (!last || number_at(history + at + 8) > number_at(last + 8)))
      last = history + at;
  uint32_t its = 0;
  if (last) memcpy(&its, last + 24, sizeof its);
  if (!last || !complete(last) || its != process) _exit(111);
  return number_at(last + 8);
}

static long take(const char *path, void *into, size_t size) {
  int descriptor = (int) must(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  long length = must(read(descriptor, into, size));
  close(descriptor);
  return length;
}

/* The name of a directory in the one that has it, which becomes the working directory. */
static const char *enter(const char *directory, int start) {
  static const char *entered;
  static size_t length;
  const char *slash = strrchr(directory, '/');
  if (!slash) return directory;
  size_t its = (size_t) (slash - directory) + 1;
  if (its != length || memcmp(directory, entered, its)) {
    char parent[4096];
    if (its >= sizeof parent) _exit(100);
    memcpy(parent, directory, its);
    parent[its] = 0;
    must(fchdir(start));
    must(chdir(parent));
    entered = directory;
    length = its;
  }
  return slash + 1;
}

static void look(const char *directory, struct row *row, uint64_t now, uint64_t page) {
  static char path[4096];
  static unsigned char history[HISTORY];
  unsigned char status[STATUS];
  char memory[128];
  struct stat found;
  size_t length = strlen(directory);
  if (length > sizeof path - 32) _exit(100);
  memcpy(path, directory, length);
  memcpy(path + length, "/supervise/ok", 14);
  close((int) must(open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)));
  memcpy(path + length, "/supervise/status", 18);
  if (take(path, status, sizeof status) != STATUS) _exit(111);
  uint32_t process = status[12] | status[13] << 8 | status[14] << 16 | (uint32_t) status[15] << 24;
  if (!process || status[16] || status[17] != 'u') _exit(111);
  memcpy(path + length, "/supervise/history", 19);
  if (last_run(history, take(path, history, sizeof history), process) != 1) _exit(111);
  memcpy(path + length, "/supervise/state", 17);
  if (stat(path, &found) == 0) _exit(111);
  memcpy(path + length, "/log", 5);
  if (stat(path, &found) == 0) _exit(111);
  memcpy(path, "/proc/", 6);
  memcpy(decimal(path + 6, process), "/statm", 7);
  memory[must(take(path, memory, sizeof memory - 1))] = 0;
  const char *resident = strchr(memory, ' ');
  uint64_t kilobytes = resident ? strtoul(resident, 0, 10) * page >> 10 : 0;
  const char *unit = "KMGTPE";
  for (; kilobytes >= 10240; kilobytes >>= 10) unit++;
  row->name = directory;
  strcpy(row->cells[1], "up");
  *decimal(row->cells[2], process) = 0;
  uint64_t since = (__builtin_bswap64(number_at(status)) - EPOCH) * SECOND +
                   ((uint64_t) status[8] << 24 | status[9] << 16 | status[10] << 8 | status[11]);
  uint64_t seconds = now > since ? (now - since) / SECOND : 0;
  if (seconds < 100) with_unit(row->cells[3], seconds, 's');
  else if (seconds < 6000) with_unit(row->cells[3], seconds / 60, 'm');
  else with_unit(row->cells[3], seconds / 3600, 'h');
  strcpy(row->cells[4], "0");
  strcpy(row->cells[5], "-");
  with_unit(row->cells[6], kilobytes, *unit);
  strcpy(row->cells[7], "-");
}

static const char *cell(const struct row *row, int column) { return column ? row->cells[column] : row->name; }

int main(int count, char **argv) {
  static const char *headings[COLUMNS] = {"NAME", "STATE", "PID", "SINCE", "REST", "LAST END", "MEM", "LOGGER"};
  struct row *rows = calloc((size_t) count, sizeof *rows);
  struct timespec time;
  if (!rows) return 111;
  clock_gettime(CLOCK_REALTIME, &time);
  uint64_t now = (uint64_t) time.tv_sec * SECOND + (uint64_t) time.tv_nsec;
  uint64_t page = (uint64_t) sysconf(_SC_PAGESIZE);
  int start = (int) must(open(".", O_RDONLY | O_CLOEXEC));
  rows[0].name = headings[0];
  for (int column = 1; column < COLUMNS; column++) strcpy(rows[0].cells[column], headings[column]);
  for (int i = 1; i < count; i++) look(enter(argv[i], start), &rows[i], now, page);
  size_t widths[COLUMNS] = {0};
  for (int i = 0; i < count; i++)
    for (int column = 0; column < COLUMNS; column++)
      if (strlen(cell(&rows[i], column)) > widths[column]) widths[column] = strlen(cell(&rows[i], column));
  for (int i = 0; i < count; i++)
    for (int column = 0; column < COLUMNS; column++) {
      static const char spaces[] = "                                                                                ";
      const char *text = cell(&rows[i], column);
      size_t length = strlen(text);
      put(text, length);
      if (column < COLUMNS - 1) put(spaces, 1 + widths[column] - length);
      else put("\n", 1);
    }
  write_all(1, out, filled);
  return 0;
}
