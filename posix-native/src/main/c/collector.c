/* Stands in for TeaVM's collector: the same, with the class list and the memory that are made when it asks for them. */
#include "heaptrace.h"

TeaVM_Class *dt_first_class(void);
void ***dt_static_roots(void);

/* How often it has run. Nothing here asks; tests read it in the memory of a running program. */
uint32_t dt_collections;

#define teavm_firstClass dt_first_class()
#define teavm_gc_staticRoots dt_static_roots()
#define teavm_gc_gcStarted(full) (dt_collections++, teavm_gc_gcStarted(full))

#include "classes/org/teavm/runtime/GC.c"

#undef teavm_firstClass
#undef teavm_gc_staticRoots
#undef teavm_gc_gcStarted
