/*
 * A replacement of the C library's malloc, for programs that are linked statically with glibc.
 *
 * glibc's malloc takes 132 KB with the first call, at each start. A limit on memory may not leave that much, and a program that
 * does not get it crashes (SIGSEGV). This one takes whole pages, as few as it needs. It keeps free blocks in a list by address and
 * uses the first that is large enough: the commands have only a few blocks at a time.
 */
#include <stdlib.h>

#if defined(__GLIBC__) && !defined(__UCLIBC__)

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "hot_data.h"

#define ALIGNMENT 16
#define PAGE 4096

/* The header of a block. Sizes are those of the whole block, and multiples of the alignment. */
typedef struct Block {
  _Alignas(ALIGNMENT) size_t size;
  struct Block *next;
} Block;

static DT_HOT_DATA Block *first_free;

/* The end of the memory taken from the system. */
static DT_HOT_DATA char *end;

static char *end_of(Block *block) {
  return (char *) block + block->size;
}

/* The size of a block for this many bytes; 0 for overflow. */
static size_t block_size(size_t bytes) {
  if (bytes > PTRDIFF_MAX / 2) return 0;
  return sizeof(Block) + (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Moves the end to the end of a page if possible, otherwise by no more than is needed. Returns by how much; 0 if that fails. */
static size_t move_end(size_t needed) {
  size_t whole = needed + (PAGE - ((uintptr_t) end + needed) % PAGE) % PAGE;
  if (sbrk((intptr_t) whole) == (void *) -1) {
    whole = needed;
    if (sbrk((intptr_t) whole) == (void *) -1) return 0;
  }
  end += whole;
  return whole;
}

static void release(Block *block) {
  Block **link = &first_free;
  Block *before = 0;
  while (*link && *link < block) {
    before = *link;
    link = &before->next;
  }
  block->next = *link;
  *link = block;
  if (block->next && end_of(block) == (char *) block->next) {
    block->size += block->next->size;
    block->next = block->next->next;
  }
  if (before && end_of(before) == (char *) block) {
    before->size += block->size;
    before->next = block->next;
  }
}

/* Adds memory to the free list, so that there is a block of this size at the end. */
static int extend(size_t size) {
  char *now = sbrk(0);
  size_t align = 0;
  if (now != end) {
    end = now;
    align = (ALIGNMENT - (uintptr_t) now % ALIGNMENT) % ALIGNMENT;
  }
  Block *last = first_free;
  while (last && last->next) last = last->next;
  size_t had = last && end_of(last) == end ? last->size : 0;
  char *start = end + align;
  size_t more = move_end(align + size - had);
  if (!more) return 0;
  Block *block = (Block *) start;
  block->size = (more - align) / ALIGNMENT * ALIGNMENT;
  release(block);
  return 1;
}

/* Shortens a block to this size; the rest is free. */
static void cut(Block *block, size_t size) {
  if (block->size - size <= sizeof(Block)) return;
  Block *rest = (Block *) ((char *) block + size);
  rest->size = block->size - size;
  block->size = size;
  release(rest);
}

static Block *take(size_t size) {
  for (Block **link = &first_free; *link; link = &(*link)->next) {
    Block *block = *link;
    if (block->size >= size) {
      *link = block->next;
      cut(block, size);
      return block;
    }
  }
  return 0;
}

static void *allocate(size_t bytes) {
  size_t size = block_size(bytes);
  Block *block = size ? take(size) : 0;
  if (!block && size && extend(size)) block = take(size);
  if (block) return block + 1;
  errno = ENOMEM;
  return 0;
}

void *malloc(size_t bytes) {
  return allocate(bytes);
}

void *calloc(size_t count, size_t bytes) {
  if (bytes && count > SIZE_MAX / bytes) {
    errno = ENOMEM;
    return 0;
  }
  void *memory = allocate(count * bytes);
  if (memory) memset(memory, 0, count * bytes);
  return memory;
}

void free(void *memory) {
  if (memory) release((Block *) memory - 1);
}

/* The last block grows in place. */
void *realloc(void *memory, size_t bytes) {
  if (!memory) return allocate(bytes);
  Block *block = (Block *) memory - 1;
  size_t size = block_size(bytes);
  if (size && size > block->size && end_of(block) == end && sbrk(0) == end) {
    size_t more = move_end(size - block->size);
    block->size += more / ALIGNMENT * ALIGNMENT;
  }
  if (size && size <= block->size) {
    cut(block, size);
    return memory;
  }
  void *moved = allocate(bytes);
  if (!moved) return 0;
  memcpy(moved, memory, block->size - sizeof(Block));
  free(memory);
  return moved;
}

#endif
