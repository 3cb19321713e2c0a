/*
 * Stands in for TeaVM's collector: the same, with the class list and the memory that are made when it asks for them, without
 * generations, and with a mistake mended.
 */
#include "heaptrace.h"

TeaVM_Class *dt_first_class(void);
void ***dt_static_roots(void);

/* How often it has run. Nothing here asks; tests read it in the memory of a running program. */
uint32_t dt_collections;

#define teavm_firstClass dt_first_class()
#define teavm_gc_staticRoots dt_static_roots()

/*
 * Every collection is of the whole heap. One of the young objects alone goes by the sizes of chunks that were free once, and
 * reads what has been put there since. Heaps as small as these lose nothing by it.
 */
#define teavm_gc_gcStarted(full) (dt_collections++, (full) ? (void) 0 : meth_otr_GC_triggerFullGC())

static void know_the_last_chunk(void);
#define teavm_gc_gcCompleted() know_the_last_chunk()

#include "classes/org/teavm/runtime/GC.c"

/*
 * When a collection has no room to note what it would move, it leaves the rest where it is, and takes what is in front of
 * that for the last chunk of the heap. A heap that then grew or shrank would do so in the middle of objects in use.
 */
static void know_the_last_chunk(void) {
  char *end = (char *) teavm_gc_heapAddress + teavm_gc_availableBytes;
  char *chunk = sfld_otr_GC_lastChunk;
  for (char *next = chunk; next < end; next += meth_otr_GC_objectSize(next)) chunk = next;
  sfld_otr_GC_lastChunk = chunk;
}

#undef teavm_firstClass
#undef teavm_gc_staticRoots
#undef teavm_gc_gcStarted
#undef teavm_gc_gcCompleted
