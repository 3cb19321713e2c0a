/* Compiles collector.c for memory that is allocated on demand: see program_heap.c. */
#include "memory.h"
#include "heaptrace.h"

void *dt_card_table(void);
void dt_make_room_to_move(int32_t gaps);
int64_t dt_largest_heap(void);

#define teavm_gc_cardTable dt_card_table()
#define teavm_gc_defragStarted() dt_make_room_to_move(sfld_otr_GC_freeChunks)
#define teavm_gc_maxAvailableBytes dt_largest_heap()

#include "collector.c"

#undef teavm_gc_cardTable
#undef teavm_gc_defragStarted
#undef teavm_gc_maxAvailableBytes
