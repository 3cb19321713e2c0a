/* Stands in for TeaVM's collector: the same, with the class list and the memory that are made when it asks for them. */
TeaVM_Class *dt_first_class(void);
void ***dt_static_roots(void);

#define teavm_firstClass dt_first_class()
#define teavm_gc_staticRoots dt_static_roots()

#include "classes/org/teavm/runtime/GC.c"

#undef teavm_firstClass
#undef teavm_gc_staticRoots
