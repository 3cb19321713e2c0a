/* merge FILE ...: merges logs by their TAI64N labels, in the order of time, and prints them unchanged: what svlogs costs at least. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LABEL 25
#define SIZE (256 * 1024)

struct log {
  int fd;
  char *buffer;
  size_t start, end, next;
};

static struct log *logs;
static int count;
static char output[2 * SIZE];
static size_t used;

static void flush(void) {
  size_t done = 0;
  while (done < used) {
    ssize_t n = write(1, output + done, used - done);
    if (n < 0)
      exit(111);
    done += n;
  }
  used = 0;
}

/* Finds the next line, from start to next; 0 at the end. */
static int line(struct log *log) {
  log->start = log->next;
  for (;;) {
    char *newline = memchr(log->buffer + log->start, '\n', log->end - log->start);
    ssize_t n;
    if (newline) {
      log->next = newline + 1 - log->buffer;
      return 1;
    }
    memmove(log->buffer, log->buffer + log->start, log->end - log->start);
    log->end -= log->start;
    log->start = 0;
    n = read(log->fd, log->buffer + log->end, SIZE - log->end);
    if (n <= 0)
      return 0;
    log->end += n;
  }
}

static int before(int a, int b) {
  int order = memcmp(logs[a].buffer + logs[a].start, logs[b].buffer + logs[b].start, LABEL);
  return order < 0 || (order == 0 && a < b);
}

static int heap[1024], size;

static void sink(int at) {
  int sinking = heap[at];
  while (2 * at + 1 < size) {
    int child = 2 * at + 1;
    if (child + 1 < size && before(heap[child + 1], heap[child]))
      child++;
    if (!before(heap[child], sinking))
      break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = sinking;
}

int main(int argc, char **argv) {
  int i;
  count = argc - 1;
  logs = calloc(count, sizeof *logs);
  for (i = 0; i < count; i++) {
    logs[i].fd = open(argv[i + 1], O_RDONLY);
    logs[i].buffer = malloc(SIZE);
    if (line(&logs[i]))
      heap[size++] = i;
  }
  for (i = size / 2; i >= 0; i--)
    sink(i);
  while (size) {
    struct log *log = &logs[heap[0]];
    size_t length = log->next - log->start;
    if (used + length > sizeof output)
      flush();
    memcpy(output + used, log->buffer + log->start, length);
    used += length;
    if (!line(log))
      heap[0] = heap[--size];
    if (size)
      sink(0);
  }
  flush();
  return 0;
}
