package io.daemontools.posix.c;

import io.daemontools.cli.ChildSetup;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.ExecEnvironment;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.ForkHandler;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/**
 * The system-call layer of a native program. This class has the calls that pass names, and those that start and reap children. The
 * others need no state and are in interfaces, by topic.
 */
public final class NativePosix
        implements Posix,
                NativeChildCalls,
                NativeDescriptors,
                NativeProcesses,
                NativeIdentity,
                NativeLimits,
                NativeClocks,
                NativeWatches,
                NativeMemory,
                NativeSockets {
    /** Most links and paths are short, and what is allocated once stays in the memory of a small program. */
    private static final int SHORT_PATH_LENGTH = 64;

    private static final int MAX_PATH_LENGTH = 4096; // PATH_MAX on Linux

    private final NativeCString path = new NativeCString();
    private final NativeCString secondPath = new NativeCString();
    /** The array that C stores a file's status, or the sender of a datagram, in. */
    final long[] statusFields = new long[8];

    private final int[] waitFields = new int[2];
    private final long[] useFields = new long[3];
    private final NativeListing listing = new NativeListing(this);
    private final NativeEnvironment execEnvironment = new NativeEnvironment();

    /** Returns the result of a successful call; throws otherwise. */
    static int check(int result) {
        if (result < 0) {
            throw PosixException.of(NativeErrno.of(-result));
        }
        return result;
    }

    /** Whether the file exists; if so, {@code into} is set from {@link #statusFields}. */
    boolean fill(FileStatus into, int result) {
        if (result == -C.enoent()) {
            return false;
        }
        check(result);
        into.set(
                (int) statusFields[0],
                statusFields[1],
                statusFields[2],
                statusFields[3],
                statusFields[4],
                statusFields[5]);
        into.setOwner(statusFields[6], statusFields[7]);
        return true;
    }

    @Override
    public int openRead(CharSequence name) {
        return check(C.openRead(path.of(name)));
    }

    @Override
    public int openReadNoFollow(CharSequence name) {
        return check(C.openReadNoFollow(path.of(name)));
    }

    @Override
    public int openWrite(CharSequence name) {
        return check(C.openWrite(path.of(name)));
    }

    @Override
    public int openReadWriteExisting(CharSequence name) {
        return check(C.openReadWriteExisting(path.of(name)));
    }

    @Override
    public int openAppend(String name) {
        return check(C.openAppend(path.of(name)));
    }

    @Override
    public int openAppendExisting(String name) {
        return check(C.openAppendExisting(path.of(name)));
    }

    @Override
    public int openTruncate(String name) {
        return check(C.openTruncate(path.of(name)));
    }

    @Override
    public int openReadWrite(String name) {
        return check(C.openReadWrite(path.of(name)));
    }

    @Override
    public void stat(int descriptor, FileStatus into) {
        check(C.stat(descriptor, statusFields));
        fill(into, 0);
    }

    /** Rounds up, so that no wait ends early. */
    static int milliseconds(long nanoseconds) {
        if (nanoseconds < 0) {
            return -1;
        }
        return (int) Math.min((nanoseconds + 999_999) / 1_000_000, Integer.MAX_VALUE);
    }

    @Override
    public boolean stat(CharSequence name, FileStatus into) {
        return fill(into, C.stat(path.of(name), statusFields));
    }

    @Override
    public boolean mkdir(CharSequence name, int mode) {
        return Results.made(C.mkdir(path.of(name), mode));
    }

    @Override
    public boolean mkfifo(CharSequence name, int mode) {
        return Results.made(C.mkfifo(path.of(name), mode));
    }

    @Override
    public void rename(String from, CharSequence to) {
        check(C.rename(path.of(from), secondPath.of(to)));
    }

    @Override
    public void link(String existing, CharSequence added) {
        check(C.link(path.of(existing), secondPath.of(added)));
    }

    @Override
    public void unlink(CharSequence name) {
        check(C.unlink(path.of(name)));
    }

    @Override
    public void rmdir(String name) {
        check(C.rmdir(path.of(name)));
    }

    @Override
    public void chmod(String name, int mode) {
        check(C.chmod(path.of(name), mode));
    }

    @Override
    public void chown(String name, long user, long group) {
        check(C.chown(path.of(name), user, group));
    }

    @Override
    public String readlink(String name) {
        byte[] target = new byte[SHORT_PATH_LENGTH];
        int length = C.readlink(path.of(name), target, target.length);
        if (length == target.length) {
            target = new byte[MAX_PATH_LENGTH];
            length = C.readlink(path.of(name), target, target.length);
        }
        return length == -C.einval() ? null : Bytes.text(target, check(length));
    }

    @Override
    public void chdir(String name) {
        check(C.chdir(path.of(name)));
    }

    @Override
    public void chdir(int descriptor) {
        check(C.chdir(descriptor));
    }

    @Override
    public String getcwd() {
        byte[] working = new byte[SHORT_PATH_LENGTH];
        int length = C.getcwd(working, working.length);
        if (length == working.length) {
            working = new byte[MAX_PATH_LENGTH];
            length = C.getcwd(working, working.length);
        }
        return Bytes.text(working, check(length));
    }

    @Override
    public void umask(int mask) {
        C.umask(mask);
    }

    @Override
    public long birth(CharSequence name) {
        return C.birth(path.of(name));
    }

    @Override
    public long statvfs(CharSequence name) {
        return CStatvfs.bytes(path.of(name));
    }

    @Override
    public long statvfsFiles(CharSequence name) {
        return CStatvfs.files(path.of(name));
    }

    @Override
    public DirectoryListing listDirectory(String name) {
        listing.open(path.of(name));
        return listing;
    }

    @Override
    public int spawn(Spawn spawn) {
        int process = check(C.fork());
        if (process == 0) {
            ChildSetup.run(this, spawn);
        }
        return process;
    }

    @Override
    public Errno execve(String name, int firstArgument) {
        return NativeErrno.of(-C.execOwnArguments(path.of(name), firstArgument));
    }

    @Override
    public ExecEnvironment execEnvironment() {
        return execEnvironment;
    }

    @Override
    public Errno execve(String name, String[] arguments) {
        return NativeErrno.of(-C.execve(path.of(name), NativeCString.block(arguments), arguments.length));
    }

    @Override
    public int reap(WaitStatus into) {
        return reaped(C.reap(waitFields), into);
    }

    @Override
    public int reap(WaitStatus into, ResourceUse use) {
        int child = reaped(C.reapMeasured(waitFields, useFields), into);
        use.set(useFields[0], useFields[1], useFields[2]);
        return child;
    }

    /** The only possible failure is ECHILD. */
    private int reaped(int child, WaitStatus into) {
        return child <= 0 ? NONE : ended(child, into);
    }

    @Override
    public int waitpid(int process, WaitStatus into) {
        return ended(check(C.waitpid(process, waitFields)), into);
    }

    @Override
    public int waitpid(int process, WaitStatus into, ResourceUse use) {
        int child = ended(check(C.awaitMeasured(process, waitFields, useFields)), into);
        use.set(useFields[0], useFields[1], useFields[2]);
        return child;
    }

    @Override
    public boolean find(int process, ProcessEntry into) {
        boolean found = C.findProcess(process, useFields);
        if (found) {
            into.set((int) useFields[0], useFields[1]);
        }
        return found;
    }

    @Override
    public boolean exitStatus(int watch, WaitStatus into) {
        boolean known = C.exitStatus(watch, waitFields);
        if (known) {
            into.set(waitFields[0], waitFields[1]);
        }
        return known;
    }

    @Override
    public boolean recvmsg(int socket, Datagram into) {
        int count = Results.transferred(C.recvmsg(socket, into.bytes(), into.bytes().length, statusFields));
        if (count == WOULD_BLOCK) {
            return false;
        }
        into.set(count, statusFields[2] != 0, (int) statusFields[0], statusFields[1]);
        return true;
    }

    @Override
    public void atfork(ForkHandler handler) {
        handler.run(this, getpid());
    }

    private int ended(int child, WaitStatus into) {
        into.set(waitFields[0], waitFields[1]);
        return child;
    }

    @Override
    public CharSequence variable(String name) {
        int index = C.findVariable(path.of(name));
        return index < 0 ? null : new NativeVariable(index);
    }
}
