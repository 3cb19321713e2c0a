/* Results of the functions of dt_posix.h. */
#ifndef DAEMONTOOLS_ANSWER_H
#define DAEMONTOOLS_ANSWER_H

#include <errno.h>
#include <stdint.h>

/* The result of a call, or the negative errno. */
static inline int32_t answer(long result) {
  return result < 0 ? -errno : (int32_t) result;
}

/* Makes the call, and repeats it after EINTR. */
#define ANSWER(call)                     \
  do {                                   \
    long result_;                        \
    do {                                 \
      result_ = (long) (call);           \
    } while (result_ < 0 && errno == EINTR); \
    return answer(result_);              \
  } while (0)

#endif
