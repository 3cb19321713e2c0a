/*
 * Comes first in every program. TeaVM makes strings of all literals and a list of all classes at start, and so writes to
 * pages that would stay as they are on disk: most hold the texts of errors that never happen. Here a literal becomes a
 * string when it is first used, and the list is made when the collector first asks for it.
 */
#include "strings.h"

/* The same answer each time, for all that its callers can tell. */
__attribute__((const)) TeaVM_String *dt_literal(int32_t index);

TeaVM_Class *dt_first_class(void);

#undef TEAVM_GET_STRING
#define TEAVM_GET_STRING(index) dt_literal(index)
