/* Precedes all of a program's generated C: places the variables of TeaVM's runtime that each start writes. */
#include "hot_data.h"
#include "classes/java/lang/Object.h"
#include "stack.h"

/* Empty: collector.c has no generations. */
#define teavm_gc_writeBarrier(object) ((void) 0)

/* Initializes a class unless it is initialized: see ClassFlags. */
#define DT_INITIALIZE(name) (dt_initialized_##name ? (void) 0 : initclass_##name())

extern DT_HOT_DATA char *teavm_beforeClasses;
extern DT_HOT_DATA TeaVM_Class *teavm_firstClass;
extern DT_HOT_DATA TeaVM_Class *teavm_classClass;
extern DT_HOT_DATA TeaVM_Class *teavm_objectClass;
extern DT_HOT_DATA TeaVM_Class *teavm_stringClass;
extern DT_HOT_DATA TeaVM_Class *teavm_charArrayClass;
extern DT_HOT_DATA TeaVM_StackFrame *teavm_stackTop;
