/* Marks what a program writes to while it runs: all of it together, so that little memory is. */
#ifndef DAEMONTOOLS_HOT_DATA_H
#define DAEMONTOOLS_HOT_DATA_H

#ifdef __ELF__
#define DT_HOT_DATA __attribute__((section(".data.hot_data")))
#else
#define DT_HOT_DATA
#endif

#endif
