/*
 * Replaces TeaVM's collector: the same code, with a class list and memory that are made when it first runs, without
 * generations, and with corrections. The decision "Faults of TeaVM's C back end" lists the faults.
 */
#include "core.h"
#include "heaptrace.h"
#include "classes/org/teavm/runtime/FreeChunkHolder.h"
#include "classes/org/teavm/runtime/GC.h"
#include "classes/org/teavm/runtime/RelocationBlock.h"

TeaVM_Class *dt_first_class(void);
void ***dt_static_roots(void);

/* The number of collections, for tests, which read it in the memory of a running program. */
uint32_t dt_collections;

#define teavm_firstClass dt_first_class()
#define teavm_gc_staticRoots dt_static_roots()

/*
 * Every collection is a full one. A collection of young objects uses the sizes of chunks that were free earlier, and reads data
 * that has been written there since. Small heaps lose nothing.
 */
#define teavm_gc_gcStarted(full) (dt_collections++, (full) ? (void) 0 : meth_otr_GC_triggerFullGC())

/*
 * The collector writes the list of free chunks and the list of relocations to its working memory without checking its end. The
 * memory is sized to be enough for any heap, and this checks it.
 */
static inline void *in_working_memory(void *entry) {
  char *end = (char *) teavm_gc_gcStorageAddress + teavm_gc_gcStorageSize;
  if (teavm_gc_gcStorageSize && (char *) entry + sizeof(cls_otr_RelocationBlock) > end) teavm_outOfMemory();
  return entry;
}

#define ENTRY_OF_cls_otr_FreeChunkHolder in_working_memory
#define ENTRY_OF_cls_otr_RelocationBlock in_working_memory
#define ENTRY_OF_cls_otr_FreeChunk
#define ENTRY_OF_cls_otr_GC_Region

#pragma push_macro("TEAVM_STRUCTURE_ADD")
#undef TEAVM_STRUCTURE_ADD
#define TEAVM_STRUCTURE_ADD(structure, address, offset) \
  ((structure *) ENTRY_OF_##structure(((structure *) (address)) + (offset)))

static void finish_collection(void);
#define teavm_gc_gcCompleted() finish_collection()

#ifdef DT_GC_EVERY_ALLOCATION
#define meth_otr_GC_alloc allocate
#endif

#include "classes/org/teavm/runtime/GC.c"

/*
 * When a collection has no room to record a move, it leaves the remaining objects in place and treats the chunk before them as the
 * last of the heap. Growing or shrinking the heap then would overwrite objects in use.
 */
static void finish_collection(void) {
  char *end = (char *) teavm_gc_heapAddress + teavm_gc_availableBytes;
  char *chunk = sfld_otr_GC_lastChunk;
  for (char *next = chunk; next < end; next += meth_otr_GC_objectSize(next)) chunk = next;
  sfld_otr_GC_lastChunk = chunk;
  if (!sfld_otr_GC_freeChunks && teavm_gc_availableBytes >= teavm_gc_maxAvailableBytes) teavm_outOfMemory();
}

#undef teavm_firstClass
#undef teavm_gc_staticRoots
#undef teavm_gc_gcStarted
#undef teavm_gc_gcCompleted
#pragma pop_macro("TEAVM_STRUCTURE_ADD")

#ifdef DT_GC_EVERY_ALLOCATION
#undef meth_otr_GC_alloc

#define FREED 0xdb

/*
 * Collects before each allocation and overwrites all free memory, for tests: a missing root or a write past an object's end then
 * shows at once.
 */
void *meth_otr_GC_alloc(int32_t size) {
  if (sfld_otr_GC_currentChunk < sfld_otr_GC_currentChunkLimit) {
    cls_otr_FreeChunk *rest = sfld_otr_GC_currentChunk;
    rest->fld_classReference = 0;
    rest->fld_size = (int32_t) ((char *) sfld_otr_GC_currentChunkLimit - (char *) rest);
  }
  meth_otr_GC_collectGarbageFullImpl(size);
  cls_otr_FreeChunkHolder *chunks = sfld_otr_GC_currentChunkPointer;
  for (int32_t i = 0; i < sfld_otr_GC_freeChunks; i++) {
    cls_otr_FreeChunk *chunk = chunks[i].fld_value;
    memset(chunk + 1, FREED, (size_t) chunk->fld_size - sizeof *chunk);
  }
  return allocate(size);
}
#endif
