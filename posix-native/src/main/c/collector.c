/* Stands in for TeaVM's collector: the same, with the list of classes that program_main.c makes when it is asked for. */
#include "heaptrace.h"

TeaVM_Class *dt_first_class(void);

/* How often it has run. Nothing here asks; tests read it in the memory of a running program. */
uint32_t dt_collections;

#define teavm_firstClass dt_first_class()
#define teavm_gc_gcStarted(full) (dt_collections++, teavm_gc_gcStarted(full))

#include "classes/org/teavm/runtime/GC.c"

#undef teavm_firstClass
#undef teavm_gc_gcStarted
