/*
 * Replaces TeaVM's memory.c: the heap, and the collector's memory beside it.
 *
 * All of it is reserved in one piece, and only the part in use is writable: reserved addresses cost nothing, and limits on data do
 * not count them. The collector's memory is allocated at its first run, since most programs never collect.
 */
#include "memory.h"
#include "stack.h"
#include "classes/org/teavm/runtime/FreeChunk.h"
#include "classes/org/teavm/runtime/FreeChunkHolder.h"
#include "classes/org/teavm/runtime/GC.h"
#include "classes/org/teavm/runtime/RelocationBlock.h"
#include "hot_data.h"

#include <stdint.h>

#include "dt_posix.h"

#define REGIONS(heap) ((heap) / teavm_gc_regionSize + 1)

/*
 * The collector does not check the size of its working memory. Marking takes 4 bytes for each object that another refers to, and
 * then a pointer for each gap. Objects, references and gaps have at least 8 bytes (references 4 where pointers have 4). Moving
 * objects takes more: see dt_make_room_to_move.
 */
#define WORK(heap) ((heap) / 2 + 64)

/* Enough for the maximum number of gaps; where addresses are scarce, for a usual number. */
#define MAX_WORK(heap) ((heap) * 2 + 65536)
#define DEFAULT_WORK(heap) (WORK(heap) + (heap) / 8 + 8192)

/* Bytes for the headers of the objects that a program allocates at a time. */
#define ROOM_FOR_HEADERS 256

/* A part of the reservation; its beginning is writable. */
typedef struct {
  char *start;
  int64_t reserved;
  int64_t writable;
} Area;

static DT_HOT_DATA Area heap, cards, regions, work;
static DT_HOT_DATA int64_t step;

/* Before its first run the collector has one free chunk, the whole heap, and only needs room for that chunk's address. */
static DT_HOT_DATA void *only_chunk;

DT_HOT_DATA void *teavm_gc_heapAddress = 0;
DT_HOT_DATA void *teavm_gc_gcStorageAddress = &only_chunk;
DT_HOT_DATA int32_t teavm_gc_gcStorageSize = 0;
DT_HOT_DATA void *teavm_gc_regionsAddress = 0;
DT_HOT_DATA void *teavm_gc_cardTable = 0;
DT_HOT_DATA int32_t teavm_gc_regionMaxCount = 0;
DT_HOT_DATA int64_t teavm_gc_availableBytes = 0;
DT_HOT_DATA int64_t teavm_gc_minAvailableBytes = 0;
DT_HOT_DATA int64_t teavm_gc_maxAvailableBytes = 0;

static int64_t pages(int64_t size) {
  return (size + step - 1) / step * step;
}

static int resize(Area *area, int64_t size) {
  int64_t before = area->writable;
  int64_t now = pages(size);
  if (now > area->reserved) return 0;
  if (now > before && !dt_make_writable(area->start + before, (size_t) (now - before))) return 0;
  if (now < before) dt_release(area->start + now, (size_t) (before - now));
  area->writable = now;
  return 1;
}

/* Makes a heap of this size writable, and the collector's memory for it. */
static int resize_all(int64_t size) {
  return resize(&heap, size) && resize(&cards, REGIONS(size)) &&
      resize(&regions, REGIONS(size) * (int64_t) sizeof(uint16_t)) && resize(&work, WORK(size));
}

/* Whether limits allow a heap of this size and the collector's memory for it. */
static int affordable(int64_t size) {
  Area *areas[] = {&heap, &cards, &regions, &work};
  int64_t before[4];
  for (int i = 0; i < 4; i++) before[i] = areas[i]->writable;
  int result = size <= heap.reserved && resize_all(size);
  for (int i = 0; i < 4; i++) resize(areas[i], before[i]);
  teavm_gc_gcStorageSize = (int32_t) work.writable;
  return result;
}

static int reserve(const struct dt_heap_sizes *sizes) {
  int64_t most = sizes->most;
  heap.reserved = pages(most);
  cards.reserved = pages(REGIONS(most));
  regions.reserved = pages(REGIONS(most) * (int64_t) sizeof(uint16_t));
  work.reserved = pages(sizes->scarce ? DEFAULT_WORK(most) : MAX_WORK(most));
  heap.start = dt_reserve((size_t) (heap.reserved + cards.reserved + regions.reserved + work.reserved), sizes->spare);
  if (!heap.start) return 0;
  cards.start = heap.start + heap.reserved;
  regions.start = cards.start + cards.reserved;
  work.start = regions.start + regions.reserved;
  return 1;
}

void teavm_initHeap(int64_t least, int64_t most) {
  struct dt_heap_sizes sizes = {.least = least, .most = most};
  dt_size_heap(&sizes);
  step = sizes.step;
  while (!reserve(&sizes)) {
    if (sizes.most <= sizes.least && sizes.spare) sizes.spare = 0;
    else if ((sizes.most /= 2) < step) dt_die_of_memory();
  }
  if (sizes.least > sizes.most) sizes.least = sizes.most;
  while (!resize(&heap, sizes.least + sizes.spare_data))
    if ((sizes.least /= 2) < step) {
      if (!sizes.spare_data) dt_die_of_memory();
      sizes.least = step;
      sizes.spare_data = 0;
    }
  resize(&heap, sizes.least);
  teavm_gc_heapAddress = heap.start;
  teavm_gc_availableBytes = sizes.least;
  teavm_gc_minAvailableBytes = sizes.least;
  teavm_gc_maxAvailableBytes = sizes.most;
  teavm_gc_regionMaxCount = (int32_t) REGIONS(sizes.least);
}

void teavm_gc_resizeHeap(int64_t size) {
  if (!resize_all(size)) dt_die_of_memory();
  teavm_gc_gcStorageSize = (int32_t) work.writable;
  teavm_gc_regionMaxCount = (int32_t) REGIONS(size);
  teavm_gc_availableBytes = size;
}

static void prepare_to_collect(void) {
  if (work.writable) return;
  teavm_gc_resizeHeap(teavm_gc_availableBytes);
  teavm_gc_cardTable = cards.start;
  teavm_gc_regionsAddress = regions.start;
  teavm_gc_gcStorageAddress = work.start;
}

/* The first function that the collector calls in its first run. */
void ***dt_static_roots(void) {
  prepare_to_collect();
  return teavm_gc_staticRoots;
}

/*
 * The first function that the collector calls in each further run. The collector also calls it at a program's start, only to store
 * a value that each run stores again. The heap, which is empty then, has room for it.
 */
void *dt_card_table(void) {
  static DT_HOT_DATA int8_t started;
  if (!started) {
    started = 1;
    return heap.start + sizeof(cls_otr_FreeChunk);
  }
  prepare_to_collect();
  return teavm_gc_cardTable;
}

/*
 * The list of relocations follows the list of gaps. Its maximum length is the number of gaps plus the number of objects between
 * them that cannot move because the stack refers to them.
 */
void dt_make_room_to_move(int32_t gaps) {
  int64_t places = gaps + 2;
  for (TeaVM_StackFrame *frame = teavm_stackTop; frame; frame = frame->next) places += frame->size;
  int64_t needed = gaps * (int64_t) sizeof(cls_otr_FreeChunkHolder) + places * (int64_t) sizeof(cls_otr_RelocationBlock);
  if (needed <= work.writable) return;
  if (!resize(&work, needed)) dt_die_of_memory();
  teavm_gc_gcStorageSize = (int32_t) work.writable;
}

/* The collector assumes that it gets the maximum heap, so this is the maximum that limits allow. */
int64_t dt_largest_heap(void) {
  int64_t fits = teavm_gc_availableBytes;
  int64_t most = teavm_gc_maxAvailableBytes;
  if (affordable(most)) return most;
  while (most - fits > step) {
    int64_t middle = pages(fits + (most - fits) / 2);
    if (middle >= most) break;
    if (affordable(middle)) fits = middle;
    else most = middle;
  }
  return fits;
}

int32_t dt_can_allocate(int32_t bytes) {
  int64_t needed = bytes + ROOM_FOR_HEADERS;
  return needed <= (char *) sfld_otr_GC_currentChunkLimit - (char *) sfld_otr_GC_currentChunk ||
      affordable(teavm_gc_availableBytes + needed);
}

/* Does nothing: static_data.c contains the roots. */
void teavm_initStaticGcRoots(void) {}
