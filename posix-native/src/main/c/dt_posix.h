/*
 * The system calls that the Java class C imports. They unpack C structures.
 *
 * By default they return a negative errno for a failure. Paths and names end in NUL.
 */
#ifndef DAEMONTOOLS_DT_POSIX_H
#define DAEMONTOOLS_DT_POSIX_H

/* The headers of constants and functions that C imports directly. */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inline.h"

/* Signals that not all systems have; 0 is none. On Linux, programs count SIGRTMIN from glibc's, whatever library they use. */
#ifdef SIGPWR
#define DT_SIGPWR SIGPWR
#else
#define DT_SIGPWR 0
#endif
#if defined(__linux__)
#define DT_SIGRTMIN_3 37
#elif defined(SIGRTMIN)
#define DT_SIGRTMIN_3 (SIGRTMIN + 3)
#else
#define DT_SIGRTMIN_3 0
#endif

/* Records argc and argv; main calls it. */
void dt_remember_arguments(int count, char **argv);

/* The name of the program, without directories. */
const char *dt_program_name(void);

/* Prints the help or version and returns the exit status; returns -1 for any other argument. */
int dt_help(const char *asked);

/* Prints that there is no memory left, and exits 111. */
void dt_die_of_memory(void);

/*
 * Sizes in bytes: of the heap at first and at most, of the steps in which it grows, and of the addresses and data left to the C library; and
 * whether memory is limited.
 */
struct dt_heap_sizes {
  int64_t least;
  int64_t most;
  int64_t step;
  size_t spare;
  int64_t spare_data;
  int scarce;
};

/* Adapts the requested sizes to limits on memory and to the system. */
void dt_size_heap(struct dt_heap_sizes *sizes);

/* Reserves addresses without memory; null if there are not that many and spare more. */
void *dt_reserve(size_t length, size_t spare);
/* Returns whether the system provides memory for these addresses. */
int dt_make_writable(void *address, size_t length);
/* Returns the memory to the system; its content is lost. */
void dt_release(void *address, size_t length);
/* Returns whether the heap has, or can get, room for objects of this many bytes. */
int32_t dt_can_allocate(int32_t bytes);

int32_t dt_argc(void);
int32_t dt_argument_length(int32_t index);
void dt_argument(int32_t index, uint16_t *into);
int32_t dt_argument_byte(int32_t index, int32_t position);
/* Overwrites the argument in memory that ps reads; the length must be the same. */
void dt_overwrite_last_argument(const int8_t *text, int32_t length);
/* Returns the index in the environment, or -1. */
int32_t dt_find_variable(const int8_t *name);
int32_t dt_variable_length(int32_t index);
int32_t dt_variable_byte(int32_t index, int32_t position);

/* Edits the environment of the next program: an entry is written piece by piece, then applied. */
int32_t dt_entry_write(const int8_t *bytes, int32_t offset, int32_t length);
int32_t dt_entry_length(void);
void dt_entry_truncate(int32_t length);
int32_t dt_entry_apply(void);

/* execve with this process's arguments, the first after its name being number 0, and with the environment edited above. */
int32_t dt_exec_own_arguments(const int8_t *path, int32_t first_argument);
/* Copies the assignment. */
int32_t dt_putenv(const int8_t *assignment);
/* execve with other arguments, stored one after the other, each ending in NUL, and with this process's environment. */
int32_t dt_execve(const int8_t *path, int8_t *block, int32_t count);

int32_t dt_errno_ordinal(int32_t number);

int32_t dt_open_read(const int8_t *path);
int32_t dt_open_read_no_follow(const int8_t *path);
int32_t dt_open_write(const int8_t *path);
int32_t dt_open_read_write_existing(const int8_t *path);
int32_t dt_open_append(const int8_t *path);
int32_t dt_open_append_existing(const int8_t *path);
int32_t dt_open_truncate(const int8_t *path);
int32_t dt_open_read_write(const int8_t *path);
/* These return -1 for EAGAIN, and -1 - errno for a failure. */
int32_t dt_read(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length);
int32_t dt_read_interruptibly(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length);
int32_t dt_write(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length);
int32_t dt_write_now(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length);
int32_t dt_pread(int32_t descriptor, int8_t *buffer, int32_t offset, int32_t length, int64_t position);
int32_t dt_pwrite(int32_t descriptor, const int8_t *buffer, int32_t offset, int32_t length, int64_t position);
int32_t dt_pipe(int32_t *ends);
/* pipe(2) with ends that are close-on-exec and, unless blocking, non-blocking. For C callers: sets errno. */
int dt_make_pipe(int *ends, int blocking);
int32_t dt_inherit(int32_t descriptor);
int32_t dt_close_on_exec(int32_t descriptor);
/* The target is inheritable, even if both numbers are equal. */
int32_t dt_dup2(int32_t from, int32_t to);
int32_t dt_dup(int32_t descriptor);
int32_t dt_set_blocking(int32_t descriptor, int32_t blocking);
int32_t dt_lseek(int32_t descriptor, int64_t offset);
int32_t dt_fsync(int32_t descriptor);
int32_t dt_fchmod(int32_t descriptor, int32_t mode);
int32_t dt_fstat(int32_t descriptor, int64_t *fields);
/* -1 if it is no terminal. */
int32_t dt_terminal_lines(int32_t descriptor);
int32_t dt_terminal_columns(int32_t descriptor);
int32_t dt_lock(int32_t descriptor);
int32_t dt_try_lock(int32_t descriptor);
int32_t dt_lockf(int32_t descriptor);
int32_t dt_poll(const int32_t *descriptors, int8_t *ready, int32_t count, int32_t milliseconds);

int32_t dt_stat(const int8_t *path, int64_t *fields);
int64_t dt_birth(const int8_t *path);
/* Returns the bytes that are available to ordinary users, -1 if that is not known. */
int64_t dt_statvfs(const int8_t *path);
int64_t dt_statvfs_files(const int8_t *path);
int32_t dt_mkdir(const int8_t *path, int32_t mode);
int32_t dt_mkfifo(const int8_t *path, int32_t mode);
int32_t dt_rename(const int8_t *from, const int8_t *to);
int32_t dt_link(const int8_t *existing, const int8_t *added);
int32_t dt_unlink(const int8_t *path);
int32_t dt_rmdir(const int8_t *path);
int32_t dt_chmod(const int8_t *path, int32_t mode);
int32_t dt_chown(const int8_t *path, int64_t user, int64_t group);
int32_t dt_readlink(const int8_t *path, int8_t *into, int32_t size);
int32_t dt_chdir(const int8_t *path);
int32_t dt_fchdir(int32_t descriptor);
/* Returns the length, or the size if the path may fit into 4096 bytes. */
int32_t dt_getcwd(int8_t *into, int32_t size);

int32_t dt_listing_open(const int8_t *path);
int32_t dt_listing_next(void);
int32_t dt_listing_hidden(void);
int32_t dt_listing_type(void);
void dt_listing_name(int8_t *into);
int32_t dt_listing_status(int64_t *fields);
void dt_listing_close(void);

/* All signals are blocked in the child, until dt_reset_signals. */
int32_t dt_fork(void);
/* Set status to the exit code and the signal's number, use to user and system time (ns) and peak of resident memory (bytes). */
int32_t dt_reap(int32_t *status);
int32_t dt_reap_measured(int32_t *status, int64_t *use);
int32_t dt_waitpid(int32_t process, int32_t *status);
int32_t dt_await_measured(int32_t process, int32_t *status, int64_t *use);
int32_t dt_become_reaper(void);
int32_t dt_getpid(void);
/* Returns the number of bytes, 0 if the system does not reveal them. */
int32_t dt_boot_id(int8_t *into, int32_t size);
int32_t dt_set_default(int32_t number);
int32_t dt_kill(int32_t process, int32_t signal);
int32_t dt_setsid(void);
int32_t dt_catch(int32_t signal);
int32_t dt_take_signal(void);
int32_t dt_ignore(int32_t signal);
/* Undoes dt_ignore. */
int32_t dt_stop_ignoring(int32_t signal);
/* Blocks all signals. dt_restore_signal_mask restores the previous mask. */
void dt_block_signals(void);
void dt_restore_signal_mask(void);
/* In a forked child: undoes dt_catch and dt_ignore, with the default action, and dt_block_signals. */
void dt_reset_signals(void);

/* Returns descriptors to poll. -ENOSYS where the system has no such call. */
int32_t dt_watch_process(int32_t process);
int32_t dt_signal_process(int32_t watch, int32_t signal);
/* Sets fields to the parent and the effective user. Returns 0 if there is no such process, or it is hidden. */
int32_t dt_find_process(int32_t process, int64_t *fields);
/* Returns 1 and sets status as dt_reap does if it is known, 0 if not. */
int32_t dt_exit_status(int32_t watch, int32_t *status);
/* Returns 0 if it is not known. */
int64_t dt_serial_number(int32_t process);
int32_t dt_watch_directory(const int8_t *path);
int32_t dt_watch_file(const int8_t *path);
int32_t dt_drain_watch(int32_t watch);
void dt_close_watch(int32_t watch);

int32_t dt_socket(void);
/* The file has this mode, whatever the umask. */
int32_t dt_bind(int32_t socket, const int8_t *path, int32_t mode);
int32_t dt_longest_socket_path(void);
/* These return -1 for EAGAIN, and -1 - errno for a failure. fields are set to the sender's process and user, and to truncation. */
int32_t dt_recvmsg(int32_t socket, int8_t *buffer, int32_t length, int64_t *fields);
int32_t dt_sendto(int32_t socket, const int8_t *buffer, int32_t offset, int32_t length, const int8_t *path);

/* Returns 1 if the account exists, 0 if not; sets ids to its user and group. */
int32_t dt_account(const int8_t *name, int64_t *ids);
int32_t dt_setgroups(int64_t group);
int32_t dt_initgroups(const int8_t *account, int64_t group);
int32_t dt_setgid(int64_t group);
int32_t dt_setuid(int64_t user);
int32_t dt_runs_as(int64_t user, int64_t group);
int32_t dt_has_no_other_group(int64_t group);

int32_t dt_can_limit(int32_t resource);
int32_t dt_hard_limit(int32_t resource, int64_t *amount);
int32_t dt_set_soft_limit(int32_t resource, int64_t amount);
int32_t dt_raise_soft_limit(int32_t resource);
int32_t dt_reset_limits(void);

int64_t dt_monotonic_clock(void);
void dt_sleep(int64_t nanoseconds);
int32_t dt_local_time(int64_t seconds, int32_t *fields);

#endif
