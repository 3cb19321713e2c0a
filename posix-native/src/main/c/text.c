/* Bytes and chars, in loops that a C compiler makes wide ones of. */
#include <string.h>

#include "door.h"

void dt_narrow(const uint16_t *chars, int8_t *into, int32_t length) {
  for (int32_t i = 0; i < length; i++) into[i] = (int8_t) chars[i];
}

void dt_widen(const int8_t *bytes, uint16_t *into, int32_t length) {
  for (int32_t i = 0; i < length; i++) into[i] = (uint8_t) bytes[i];
}

int32_t dt_index_of(const int8_t *block, int32_t from, int32_t to, int32_t wanted) {
  const int8_t *found = memchr(block + from, wanted, (size_t) (to - from));
  return found ? (int32_t) (found - block) : -1;
}
