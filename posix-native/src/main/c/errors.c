/* errno as the ordinal of the Java enum Errno. */
#include <errno.h>

#include "dt_posix.h"

static const struct {
  int number;
  int ordinal;
} known[] = {
#include "errno_table.h"
};

int32_t dt_errno_ordinal(int32_t number) {
  for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].number == number) return known[i].ordinal;
  return 0; /* Errno.UNKNOWN */
}
