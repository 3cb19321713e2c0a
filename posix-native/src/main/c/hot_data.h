/* Marks variables that a program writes while it runs. They share a section, so that few pages are written. */
#ifndef DAEMONTOOLS_HOT_DATA_H
#define DAEMONTOOLS_HOT_DATA_H

#ifdef __ELF__
#define DT_HOT_DATA __attribute__((section(".data.hot_data")))
#else
#define DT_HOT_DATA
#endif

#endif
