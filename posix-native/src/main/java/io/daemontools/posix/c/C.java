package io.daemontools.posix.c;

import org.teavm.interop.Import;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/**
 * The functions that {@code dt_posix.h} declares, and the platform's numbers of some errors.
 *
 * <p>By default a function returns a negative errno for a failure, and a path or name is passed as bytes that end in NUL. One that
 * transfers bytes returns -1 for EAGAIN, -1 - errno for other failures.
 */
@Include(value = "dt_posix.h", isSystem = false)
final class C {
    private C() {}

    @Import(name = "dt_argc")
    static native int argc();

    @Import(name = "dt_argument_length")
    static native int argumentLength(int index);

    @Import(name = "dt_argument")
    static native void argument(int index, char[] into);

    /** A byte of an argument; 0 at its end. */
    @Import(name = "dt_argument_byte")
    static native int argumentByte(int index, int position);

    @Import(name = "dt_overwrite_last_argument")
    static native void overwriteLastArgument(byte[] text, int length);

    /** The index of the first variable of that name in the environment, or -1. */
    @Import(name = "dt_find_variable")
    static native int findVariable(byte[] name);

    @Import(name = "dt_variable_length")
    static native int variableLength(int index);

    @Import(name = "dt_variable_byte")
    static native int variableByte(int index, int position);

    @Import(name = "dt_entry_write")
    static native int entryWrite(byte[] bytes, int offset, int length);

    @Import(name = "dt_entry_length")
    static native int entryLength();

    @Import(name = "dt_entry_truncate")
    static native void entryTruncate(int length);

    @Import(name = "dt_entry_apply")
    static native int entryApply();

    /** {@code execve} with this process's arguments from an index on, and with {@code ExecEnvironment}. */
    @Import(name = "dt_exec_own_arguments")
    static native int execOwnArguments(byte[] path, int firstArgument);

    /** {@code execve} with arguments that are stored one after the other, each ending in NUL, and with this process's environment. */
    @Import(name = "dt_execve")
    static native int execve(byte[] path, byte[] argv, int count);

    /** The ordinal in {@code Errno} of an errno. */
    @Import(name = "dt_errno_ordinal")
    static native int errnoOrdinal(int errno);

    @Import(name = "dt_open_read")
    static native int openRead(byte[] path);

    @Import(name = "dt_open_read_no_follow")
    static native int openReadNoFollow(byte[] path);

    @Import(name = "dt_open_read_write_existing")
    static native int openReadWriteExisting(byte[] path);

    @Import(name = "dt_open_write")
    static native int openWrite(byte[] path);

    @Import(name = "dt_open_append")
    static native int openAppend(byte[] path);

    @Import(name = "dt_open_append_existing")
    static native int openAppendExisting(byte[] path);

    @Import(name = "dt_open_truncate")
    static native int openTruncate(byte[] path);

    @Import(name = "dt_open_read_write")
    static native int openReadWrite(byte[] path);

    @Import(name = "dt_pread")
    static native int pread(int descriptor, byte[] buffer, int offset, int length, long position);

    @Import(name = "dt_pwrite")
    static native int pwrite(int descriptor, byte[] buffer, int offset, int length, long position);

    @Import(name = "dt_read")
    static native int read(int descriptor, byte[] buffer, int offset, int length);

    /** Returns -1 for EAGAIN and EINTR, -1 - errno for other failures. */
    @Import(name = "dt_read_interruptibly")
    static native int readInterruptibly(int descriptor, byte[] buffer, int offset, int length);

    @Import(name = "dt_write")
    static native int write(int descriptor, byte[] buffer, int offset, int length);

    /** Returns -1 where {@code write} would wait, -1 - errno for a failure. */
    @Import(name = "dt_write_now")
    static native int writeNow(int descriptor, byte[] buffer, int offset, int length);

    @Import(name = "close")
    static native int close(int descriptor);

    @Import(name = "dt_pipe")
    static native int pipe(int[] ends);

    @Import(name = "dt_dup2")
    static native int dup2(int from, int to);

    @Import(name = "dt_dup")
    static native int dup(int descriptor);

    @Import(name = "dt_inherit")
    static native int inherit(int descriptor);

    @Import(name = "dt_close_on_exec")
    static native int closeOnExec(int descriptor);

    @Import(name = "dt_set_blocking")
    static native int setBlocking(int descriptor, boolean blocking);

    @Import(name = "dt_lseek")
    static native int lseek(int descriptor, long offset);

    @Import(name = "dt_fsync")
    static native int fsync(int descriptor);

    @Import(name = "dt_fchmod")
    static native int chmod(int descriptor, int mode);

    /** Sets directory (0 or 1), permissions, size, links, device, inode. */
    @Import(name = "dt_fstat")
    static native int stat(int descriptor, long[] fields);

    @Import(name = "dt_lock")
    static native int lock(int descriptor);

    @Import(name = "dt_try_lock")
    static native int tryLock(int descriptor);

    @Import(name = "dt_lockf")
    static native int lockf(int descriptor);

    @Import(name = "dt_poll")
    static native int poll(int[] descriptors, boolean[] ready, int count, int milliseconds);

    /** Sets the same fields. */
    @Import(name = "dt_stat")
    static native int stat(byte[] path, long[] fields);

    /** Returns nanoseconds, 0 if they are not known. */
    @Import(name = "dt_birth")
    static native long birth(byte[] path);

    @Import(name = "dt_mkdir")
    static native int mkdir(byte[] path, int mode);

    @Import(name = "dt_mkfifo")
    static native int mkfifo(byte[] path, int mode);

    @Import(name = "dt_rename")
    static native int rename(byte[] from, byte[] to);

    @Import(name = "dt_link")
    static native int link(byte[] existing, byte[] added);

    @Import(name = "dt_unlink")
    static native int unlink(byte[] path);

    @Import(name = "dt_rmdir")
    static native int rmdir(byte[] path);

    @Import(name = "dt_chmod")
    static native int chmod(byte[] path, int mode);

    @Import(name = "dt_chown")
    static native int chown(byte[] path, long user, long group);

    /** Returns the target's length. */
    @Import(name = "dt_readlink")
    static native int readlink(byte[] path, byte[] into, int size);

    @Import(name = "dt_chdir")
    static native int chdir(byte[] path);

    @Import(name = "dt_fchdir")
    static native int chdir(int descriptor);

    @Import(name = "dt_getcwd")
    static native int getcwd(byte[] into, int size);

    @Import(name = "umask")
    static native int umask(int mask);

    @Import(name = "dt_listing_open")
    static native int listingOpen(byte[] path);

    /** Returns the length of the entry's name, 0 at the end. */
    @Import(name = "dt_listing_next")
    static native int listingNext();

    @Import(name = "dt_listing_hidden")
    static native boolean listingHidden();

    @Import(name = "dt_listing_type")
    static native int listingType();

    @Import(name = "dt_listing_name")
    static native void listingName(byte[] into);

    @Import(name = "dt_listing_status")
    static native int listingStatus(long[] fields);

    @Import(name = "dt_listing_close")
    static native void listingClose();

    /** Returns 0 in the child, in which all signals are blocked until {@code resetSignals}. */
    @Import(name = "dt_fork")
    static native int fork();

    /** Sets a variable of this process from a copy of {@code assignment}. */
    @Import(name = "dt_putenv")
    static native int putenv(byte[] assignment);

    @Import(name = "dt_reset_signals")
    static native void resetSignals();

    /** Returns 0 if no child has ended; sets {@code status} to the exit code and to the number of the signal that ended it. */
    @Import(name = "dt_reap")
    static native int reap(int[] status);

    /** Sets {@code use} to user and system time in nanoseconds and to the peak of resident memory in bytes. */
    @Import(name = "dt_reap_measured")
    static native int reapMeasured(int[] status, long[] use);

    /** Returns the child's process id; sets {@code status} as {@code reap} does. */
    @Import(name = "dt_waitpid")
    static native int waitpid(int process, int[] status);

    @Import(name = "dt_await_measured")
    static native int awaitMeasured(int process, int[] status, long[] use);

    @Import(name = "dt_watch_process")
    static native int watchProcess(int process);

    @Import(name = "dt_signal_process")
    static native int signalProcess(int watch, int signal);

    /** Returns whether it is known; sets {@code status} as {@code reap} does. */
    @Import(name = "dt_exit_status")
    static native boolean exitStatus(int watch, int[] status);

    /** Returns 0 if it is not known. */
    @Import(name = "dt_serial_number")
    static native long serialNumber(int process);

    @Import(name = "dt_watch_directory")
    static native int watchDirectory(byte[] path);

    @Import(name = "dt_watch_file")
    static native int watchFile(byte[] path);

    @Import(name = "dt_drain_watch")
    static native int drainWatch(int watch);

    @Import(name = "dt_close_watch")
    static native void closeWatch(int watch);

    @Import(name = "dt_socket")
    static native int socket();

    @Import(name = "dt_bind")
    static native int bind(int socket, byte[] path, int mode);

    @Import(name = "dt_longest_socket_path")
    static native int longestSocketPath();

    /** Sets the process and user of the sender, -1 if unknown, and truncation (0 or 1). */
    @Import(name = "dt_recvmsg")
    static native int recvmsg(int socket, byte[] buffer, int length, long[] fields);

    @Import(name = "dt_sendto")
    static native int sendto(int socket, byte[] buffer, int offset, int length, byte[] path);

    @Import(name = "dt_become_reaper")
    static native int becomeReaper();

    /** Returns whether it is known; sets {@code fields} to the parent and the user. */
    @Import(name = "dt_find_process")
    static native boolean findProcess(int process, long[] fields);

    @Import(name = "dt_getpid")
    static native int getpid();

    /** Returns the number of bytes, 0 if the system does not reveal them. */
    @Import(name = "dt_boot_id")
    static native int bootId(byte[] into, int size);

    @Import(name = "dt_set_default")
    static native int setDefault(int signal);

    @Import(name = "dt_kill")
    static native int kill(int process, int signal);

    @Import(name = "dt_setsid")
    static native int setsid();

    /** Returns 1 if the account exists, 0 if not; sets {@code ids} to its user and group. */
    @Import(name = "dt_account")
    static native int account(byte[] name, long[] ids);

    @Import(name = "dt_setgroups")
    static native int setgroups(long group);

    @Import(name = "dt_initgroups")
    static native int initgroups(byte[] account, long group);

    @Import(name = "dt_setgid")
    static native int setgid(long group);

    @Import(name = "dt_setuid")
    static native int setuid(long user);

    @Import(name = "dt_runs_as")
    static native boolean runsAs(long user, long group);

    @Import(name = "dt_has_no_other_group")
    static native boolean hasNoOtherGroup(long group);

    /** Resources are numbered as in {@code Resource}. */
    @Import(name = "dt_can_limit")
    static native boolean canLimit(int resource);

    @Import(name = "dt_can_allocate")
    static native boolean canAllocate(int bytes);

    @Import(name = "dt_hard_limit")
    static native int hardLimit(int resource, long[] amount);

    @Import(name = "dt_set_soft_limit")
    static native int setSoftLimit(int resource, long amount);

    @Import(name = "dt_raise_soft_limit")
    static native int raiseSoftLimit(int resource);

    @Import(name = "dt_reset_limits")
    static native int resetLimits();

    /** Returns the descriptor to read signals from. */
    @Import(name = "dt_catch")
    static native int catchSignal(int signal);

    /** Returns the next caught signal, 0 if there is none. */
    @Import(name = "dt_take_signal")
    static native int takeSignal();

    @Import(name = "dt_ignore")
    static native int ignore(int signal);

    @Import(name = "dt_stop_ignoring")
    static native int stopIgnoring(int signal);

    @Import(name = "_exit")
    static native void exit(int status);

    @Import(name = "dt_wall_clock")
    static native long wallClock();

    @Import(name = "dt_monotonic_clock")
    static native long monotonicClock();

    @Import(name = "dt_sleep")
    static native void sleep(long nanoseconds);

    @Import(name = "dt_local_time")
    static native int localTime(long seconds, int[] fields);

    @Import(name = "EEXIST")
    @Variable
    static native int eexist();

    @Import(name = "EINVAL")
    @Variable
    static native int einval();

    @Import(name = "ENOENT")
    @Variable
    static native int enoent();
}
