/* Functions that TeaVM's generated C calls and runtime.c defines. */
#ifndef DAEMONTOOLS_TEAVM_RUNTIME_H
#define DAEMONTOOLS_TEAVM_RUNTIME_H

#include <stdint.h>
#include <sys/types.h>
#include <wchar.h>

/* TeaVM's main, renamed. */
int teavm_main(int count, char **argv);

/* Replace TeaVM's functions. */
void teavm_printString(uint16_t *text);
void teavm_printInt(int32_t number);
void teavm_printWString(wchar_t *text);
void teavm_logCodePoint(int32_t character);
void teavm_initFiber(void);
void teavm_waitFor(int64_t timeout);
void teavm_interrupt(void);

/* Replace functions of the C library. */
char *dt_setlocale(int category, const char *locale);
void *dt_mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset);
int dt_mprotect(void *address, size_t length, int protection);
void dt_abort(void);

#endif
