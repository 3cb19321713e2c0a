/* Stands in for TeaVM's collector: the same, with the list of classes that program_main.c makes when it is asked for. */
TeaVM_Class *dt_first_class(void);

#define teavm_firstClass dt_first_class()

#include "classes/org/teavm/runtime/GC.c"

#undef teavm_firstClass
