/*
 * The string literals of a program. Replaces TeaVM's strings.c, which it includes, and stringhash.c. The build puts this file
 * beside them.
 *
 * When a program starts, TeaVM enters all literals in a table for String.intern, which no command calls, and writes the headers of
 * each string and its characters. The table alone took more memory than everything else that an idle supervise touches; the headers
 * took half of the rest. Here the literals are complete on disk, and constant. The build links a program twice: the first link
 * prints the headers, the second contains them. If the first cannot be run because it is for another machine, each start completes
 * the literals.
 */
#include "hot_data.h"
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
  abort(); /* the second link has other addresses */
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

/* The collector iterates over the table, which is empty. */
void teavm_stringHashtableRewind(void) {}

void *teavm_stringHashtableCurrent(void) {
  return 0;
}

void teavm_stringHashtableUpdateRef(void *reference) {
  (void) reference;
}

void teavm_stringHashtableNext(void) {}

void teavm_stringHashtableDelete(void) {}
