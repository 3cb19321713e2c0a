/* Stands in for TeaVM's main.c: the same, with less written to. */
#include "dt_posix.h"

extern TeaVM_Class *const dt_array_classes[];

/*
 * TeaVM links its classes into a list, and so writes to each of them. Only the collector asks for the list, and most programs
 * end before it runs once; until then it is enough to know where classes are.
 */
static void find_classes(void) {
  char *first = (char *) teavm_classReferences[0];
  for (int32_t i = 1; i < teavm_classReferencesCount; i++)
    if ((char *) teavm_classReferences[i] < first) first = (char *) teavm_classReferences[i];
  teavm_beforeClasses = first - 4096;
}

/* Those of arrays that were made while the program ran are in it already. */
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

/* The seed of random numbers, which nothing here asks for. */
static void prepare_nothing(void) {}

#define teavm_beforeInit prepare_nothing
#define teavm_initClasses find_classes

#include "main.c"

#undef teavm_beforeInit
#undef teavm_initClasses
