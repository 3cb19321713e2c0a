/*
 * Stands in for TeaVM's memory.c: the heap, and what the collector needs beside it.
 *
 * The heap and the collector's working memory are reserved in one piece. The tables of what is in the heap are small, and
 * are part of the program. The working memory is not there before it is needed: most programs never collect.
 */
#include "memory.h"
#include "heaptrace.h"
#include "written.h"

#include <stdint.h>
#include <sys/mman.h>

#define REGIONS(heap) ((int32_t) ((heap) / teavm_gc_regionSize) + 1)

/*
 * The collector does not look whether this is enough. A heap of small objects with gaps between them takes 32 bytes of it
 * for each 16, and one array takes 4 for each element. TeaVM has a sixteenth of the heap.
 */
#define WORK(heap) ((int32_t) ((heap) * 2))

/* Up to its first run the collector has one free chunk, all of the heap, and wants no more than to write down where it is. */
static DT_WRITTEN void *only_chunk;

static DT_WRITTEN int8_t cards[REGIONS(DT_MOST_HEAP)];
static uint16_t regions[REGIONS(DT_MOST_HEAP)];

DT_WRITTEN void *teavm_gc_heapAddress = 0;
DT_WRITTEN void *teavm_gc_gcStorageAddress = &only_chunk;
DT_WRITTEN int32_t teavm_gc_gcStorageSize = 0;
DT_WRITTEN void *teavm_gc_regionsAddress = regions;
DT_WRITTEN void *teavm_gc_cardTable = cards;
DT_WRITTEN int32_t teavm_gc_regionMaxCount = 0;
DT_WRITTEN int64_t teavm_gc_availableBytes = 0;
DT_WRITTEN int64_t teavm_gc_minAvailableBytes = 0;
DT_WRITTEN int64_t teavm_gc_maxAvailableBytes = 0;

/* A multiple of the page sizes there are; to ask for the one costs a start two page faults in the C library. */
#define PAGES 65536

static DT_WRITTEN char *work;

static int64_t pages(int64_t size) {
  return (size + PAGES - 1) / PAGES * PAGES;
}

/* Makes the first so many bytes of a reservation usable, where others were before. */
static void resize(char *start, int64_t before, int64_t now) {
  before = pages(before);
  now = pages(now);
  if (now > before) mprotect(start + before, (size_t) (now - before), PROT_READ | PROT_WRITE);
  if (now < before) mprotect(start + now, (size_t) (before - now), PROT_NONE);
}

void teavm_initHeap(int64_t least, int64_t most) {
  char *reserved = mmap(0, (size_t) (pages(most) + pages(WORK(most))), PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  teavm_gc_heapAddress = reserved;
  work = reserved + pages(most);
  teavm_gc_minAvailableBytes = least;
  teavm_gc_maxAvailableBytes = most;
  teavm_gc_resizeHeap(least);
}

void teavm_gc_resizeHeap(int64_t size) {
  resize(teavm_gc_heapAddress, teavm_gc_availableBytes, size);
  if (teavm_gc_gcStorageSize) {
    resize(work, teavm_gc_gcStorageSize, WORK(size));
    teavm_gc_gcStorageSize = WORK(size);
  }
  teavm_gc_regionMaxCount = REGIONS(size);
  teavm_gc_availableBytes = size;
}

/* The first that the collector does is to ask where objects may be referred to from. */
void ***dt_static_roots(void) {
  if (!teavm_gc_gcStorageSize) {
    teavm_gc_gcStorageSize = WORK(teavm_gc_availableBytes);
    teavm_gc_gcStorageAddress = work;
    resize(work, 0, teavm_gc_gcStorageSize);
  }
  return teavm_gc_staticRoots;
}

/* Nothing is left to be done: static_data.c has them. */
void teavm_initStaticGcRoots(void) {}
