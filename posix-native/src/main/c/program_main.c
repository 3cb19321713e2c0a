/* Replaces TeaVM's main.c: the same, with fewer writes. */
#include "dt_posix.h"

extern TeaVM_Class *const dt_array_classes[];

/*
 * TeaVM links its classes into a list, which writes to each of them. Only the collector needs the list, and most programs end
 * before it runs. Until then only teavm_beforeClasses is needed.
 */
static void find_classes(void) {
  char *first = (char *) teavm_classReferences[0];
  for (int32_t i = 1; i < teavm_classReferencesCount; i++)
    if ((char *) teavm_classReferences[i] < first) first = (char *) teavm_classReferences[i];
  teavm_beforeClasses = first - 4096;
}

/* The list already contains array classes that were created at run time. */
TeaVM_Class *dt_first_class(void) {
  static int linked;
  if (!linked) {
    teavm_initClasses();
    for (TeaVM_Class *const *class = dt_array_classes; *class; class++) {
      (*class)->next = teavm_firstClass;
      teavm_firstClass = *class;
    }
  }
  linked = 1;
  return teavm_firstClass;
}

/* Replaces the seed of random numbers, which no command uses. */
static void prepare_nothing(void) {}

#define teavm_beforeInit prepare_nothing
#define teavm_initClasses find_classes

#include "main.c"

#undef teavm_beforeInit
#undef teavm_initClasses
