/* Marks what a program writes to while it runs: all of it together, so that little memory is. */
#ifndef DAEMONTOOLS_WRITTEN_H
#define DAEMONTOOLS_WRITTEN_H

#ifdef __ELF__
#define DT_WRITTEN __attribute__((section(".data.written")))
#else
#define DT_WRITTEN
#endif

#endif
