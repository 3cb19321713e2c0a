/* Places variables, so that those which a program writes are on few pages: these are the memory cost of an idle program. */
#ifndef DAEMONTOOLS_HOT_DATA_H
#define DAEMONTOOLS_HOT_DATA_H

#ifdef __ELF__
/* For variables that a program writes while it runs. */
#define DT_HOT_DATA __attribute__((section(".data.hot_data")))

/* For large variables that it does not write. In .bss they would separate variables of the C library that are written. */
#define DT_UNUSED_DATA __attribute__((section(".data.unused_data")))

/* Makes the section the first of its file: the C library writes to the beginning of the data at each start. */
__asm__(".pushsection .data.hot_data, \"aw\"\n.popsection");
#else
#define DT_HOT_DATA
#define DT_UNUSED_DATA
#endif

#endif
