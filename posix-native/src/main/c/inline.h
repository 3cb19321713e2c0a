/* Functions of the Java class C for inner loops, inline: on bytes in memory, and the wall clock. */
#ifndef DAEMONTOOLS_INLINE_H
#define DAEMONTOOLS_INLINE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

/* glibc chooses functions for the processor at the start of a program. musl has plain ones, which take twice as long for a line. */
#if defined(__SSE2__) && defined(__linux__) && !defined(__GLIBC__)
#include <emmintrin.h>

#define DT_VECTOR ((int32_t) sizeof(__m128i))

/* Bytes that are looked at in one step. */
#define DT_STEP (2 * DT_VECTOR)

/* Copies of more bytes are left to memcpy: most lines have fewer. */
#define DT_SHORT_COPY 512

static inline __m128i dt_load(const int8_t *from) {
  return _mm_loadu_si128((const __m128i *) (const void *) from);
}

static inline void dt_copy_vector(const int8_t *from, int8_t *into) {
  _mm_storeu_si128((__m128i *) (void *) into, dt_load(from));
}

static inline void dt_copy_two(const int8_t *from, int8_t *into) {
  dt_copy_vector(from, into);
  dt_copy_vector(from + DT_VECTOR, into + DT_VECTOR);
}

static inline void dt_copy_four(const int8_t *from, int8_t *into) {
  dt_copy_two(from, into);
  dt_copy_two(from + 2 * DT_VECTOR, into + 2 * DT_VECTOR);
}

/* A bit for each byte of a step that is wanted, the first byte's lowest. */
static inline uint32_t dt_places(const int8_t *from, __m128i wanted) {
  uint32_t first = (uint32_t) _mm_movemask_epi8(_mm_cmpeq_epi8(dt_load(from), wanted));
  uint32_t second = (uint32_t) _mm_movemask_epi8(_mm_cmpeq_epi8(dt_load(from + DT_VECTOR), wanted));
  return first | second << DT_VECTOR;
}

static inline int32_t dt_index_of(const int8_t *block, int32_t from, int32_t to, int32_t wanted) {
  int32_t at = from;
  if (to - from >= DT_STEP) {
    __m128i all = _mm_set1_epi8((char) wanted);
    for (int32_t last = to - DT_STEP;; at = at + DT_STEP < last ? at + DT_STEP : last) {
      uint32_t places = dt_places(block + at, all);
      if (places) return at + __builtin_ctz(places);
      if (at == last) return -1;
    }
  }
  for (; at < to; at++) {
    if (block[at] == (int8_t) wanted) return at;
  }
  return -1;
}

/* Of one vector to two: these may overlap. */
static inline void dt_copy_ends(const int8_t *from, int8_t *into, int32_t count) {
  dt_copy_vector(from, into);
  dt_copy_vector(from + count - DT_VECTOR, into + count - DT_VECTOR);
}

/* The last vectors may overlap those before. Not inline, so that what calls it is small enough to be inline. */
__attribute__((noinline, unused)) static void dt_copy_bytes(const int8_t *from, int8_t *into, int32_t count) {
  if (count < DT_VECTOR || count > DT_SHORT_COPY) {
    memcpy(into, from, (size_t) count);
  } else if (count < 2 * DT_VECTOR) {
    dt_copy_ends(from, into, count);
  } else if (count < 4 * DT_VECTOR) {
    dt_copy_two(from, into);
    dt_copy_two(from + count - 2 * DT_VECTOR, into + count - 2 * DT_VECTOR);
  } else {
    int32_t last = count - 4 * DT_VECTOR;
    for (int32_t i = 0; i < last; i += 4 * DT_VECTOR) {
      dt_copy_four(from + i, into + i);
    }
    dt_copy_four(from + last, into + last);
  }
}

static inline void dt_copy(const int8_t *from, int32_t offset, int8_t *into, int32_t at, int32_t count) {
  if (__builtin_constant_p(count) && count >= DT_VECTOR && count <= 2 * DT_VECTOR) {
    dt_copy_ends(from + offset, into + at, count);
  } else {
    dt_copy_bytes(from + offset, into + at, count);
  }
}
#else
static inline int32_t dt_index_of(const int8_t *block, int32_t from, int32_t to, int32_t wanted) {
  const int8_t *found = (const int8_t *) memchr(block + from, wanted, (size_t) (to - from));
  return found ? (int32_t) (found - block) : -1;
}

static inline void dt_copy(const int8_t *from, int32_t offset, int8_t *into, int32_t at, int32_t count) {
  memcpy(into + at, from + offset, (size_t) count);
}
#endif

static inline int32_t dt_equal(const int8_t *block, int32_t from, const int8_t *other, int32_t at, int32_t count) {
  return memcmp(block + from, other + at, (size_t) count) == 0;
}

/* The number has its highest byte first: the order of bytes that this machine has, or the reverse. */
static inline uint64_t dt_big_endian(uint64_t number) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return __builtin_bswap64(number);
#else
  return number;
#endif
}

static inline int64_t dt_get_long(const int8_t *from, int32_t at) {
  uint64_t number;
  memcpy(&number, from + at, sizeof number);
  return (int64_t) dt_big_endian(number);
}

static inline void dt_put_long(int8_t *into, int32_t at, int64_t value) {
  uint64_t number = dt_big_endian((uint64_t) value);
  memcpy(into + at, &number, sizeof number);
}

/* Returns 0 if the clock cannot be read: a 32-bit time_t does not hold times after January 2038. */
static inline int64_t dt_read_clock(clockid_t clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) < 0) return 0;
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int64_t dt_wall_clock(void) {
  return dt_read_clock(CLOCK_REALTIME);
}

#endif
