/*
 * The string literals of a program: takes the place of TeaVM's strings.c, which it includes, and of stringhash.c. The
 * build puts it beside them.
 *
 * TeaVM enters all literals in a table when a program starts, for String.intern, which nothing here calls, and writes
 * into each what objects it and its characters are. The table alone was more memory than all else that an idle supervise
 * touches; the rest was half of what was left. Here the literals are complete as they are on disk, and constant: the build
 * links a program twice, and the first one tells the numbers. One for another machine cannot be asked; its literals are
 * completed at each start.
 */
#include "strings.h"
#include "stringhash.h"
#include "classes/java/lang/String.h"

#include <stdio.h>
#include <stdlib.h>

#define LITERAL (int32_t) INT32_C(0x80000000)

#if defined(DT_PROBE_HEADERS) || DT_STRING_HEADER
#define KNOWN 1
#define DT_LITERAL const
#else
#define KNOWN 0
#define DT_LITERAL
#endif

#undef TEAVM_STRING
#define TEAVM_STRING(count, code, text)                                                                     \
  (TeaVM_String *) &(DT_LITERAL TeaVM_String) {                                                             \
    .parent = {.header = DT_STRING_HEADER},                                                                 \
    .characters = (TeaVM_Array *) &(DT_LITERAL struct { TeaVM_Array array; char16_t data[(count) + 1]; }) { \
      .array = {.parent = {.header = DT_CHARACTERS_HEADER}, .size = count}, .data = text},                  \
    .hashCode = INT32_C(code)                                                                               \
  }

#define teavm_initStringPool generated_init
#include "strings.c"
#undef teavm_initStringPool

void teavm_initStringPool(void) {
  int32_t string = TEAVM_PACK_CLASS(teavm_stringClass) | LITERAL;
  int32_t characters = TEAVM_PACK_CLASS(teavm_charArrayClass) | LITERAL;
#ifdef DT_PROBE_HEADERS
  printf("%d %d\n", string, characters);
  exit(0);
#endif
  if (string == DT_STRING_HEADER && characters == DT_CHARACTERS_HEADER) return;
#if KNOWN
  abort(); /* linked differently the second time */
#endif
  for (size_t i = 0; i < sizeof teavm_stringPool / sizeof *teavm_stringPool; i++) {
    TeaVM_String *literal = teavm_stringPool[i];
    if (literal) {
      literal->parent.header = string;
      literal->characters->parent.header = characters;
    }
  }
}

TeaVM_String *teavm_registerString(TeaVM_String *string) {
  return string;
}

TeaVM_String *teavm_internString(TeaVM_String *string) {
  (void) string;
  abort();
}

/* The collector walks the table, which is empty. */
void teavm_stringHashtableRewind(void) {}

void *teavm_stringHashtableCurrent(void) {
  return 0;
}

void teavm_stringHashtableUpdateRef(void *reference) {
  (void) reference;
}

void teavm_stringHashtableNext(void) {}

void teavm_stringHashtableDelete(void) {}
