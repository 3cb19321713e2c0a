package io.daemontools.posix.c;

import io.daemontools.posix.Account;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.ExecEnvironment;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/** {@link Posix} in a native program. */
public final class NativePosix implements Posix {
    private static final int MAX_LINK_LENGTH = 4096; // PATH_MAX on Linux

    private final NativeCString path = new NativeCString();
    private final NativeCString secondPath = new NativeCString();
    /** Where C puts what it knows of a file. */
    final long[] statusFields = new long[6];

    private final int[] waitFields = new int[2];
    private final NativeListing listing = new NativeListing(this);
    private final ForkedChild forkedChild = new ForkedChild(this);
    private final NativeEnvironment execEnvironment = new NativeEnvironment();

    /** The result of a call, unless it failed. */
    static int check(int result) {
        if (result < 0) {
            throw PosixException.of(NativeErrno.of(-result));
        }
        return result;
    }

    /** Whether there was a file to look at; if so, {@code into} is filled from {@link #statusFields}. */
    boolean fill(FileStatus into, int result) {
        if (result == -C.enoent()) {
            return false;
        }
        check(result);
        into.set(
                statusFields[0] != 0,
                (int) statusFields[1],
                statusFields[2],
                statusFields[3],
                statusFields[4],
                statusFields[5]);
        return true;
    }

    @Override
    public int openRead(CharSequence name) {
        return check(C.openRead(path.of(name)));
    }

    @Override
    public int openWrite(CharSequence name) {
        return check(C.openWrite(path.of(name)));
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
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.read(descriptor, buffer, offset, length));
    }

    @Override
    public int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.readInterruptibly(descriptor, buffer, offset, length));
    }

    @Override
    public int write(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.write(descriptor, buffer, offset, length));
    }

    @Override
    public int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.writeNow(descriptor, buffer, offset, length));
    }

    @Override
    public void close(int descriptor) {
        C.close(descriptor);
    }

    @Override
    public void pipe(int[] ends) {
        check(C.pipe(ends));
    }

    @Override
    public void inherit(int descriptor) {
        check(C.inherit(descriptor));
    }

    @Override
    public void setBlocking(int descriptor, boolean blocking) {
        check(C.setBlocking(descriptor, blocking));
    }

    @Override
    public void lseek(int descriptor, long offset) {
        check(C.lseek(descriptor, offset));
    }

    @Override
    public void fsync(int descriptor) {
        check(C.fsync(descriptor));
    }

    @Override
    public void chmod(int descriptor, int mode) {
        check(C.chmod(descriptor, mode));
    }

    @Override
    public void stat(int descriptor, FileStatus into) {
        check(C.stat(descriptor, statusFields));
        fill(into, 0);
    }

    @Override
    public void lock(int descriptor) {
        check(C.lock(descriptor));
    }

    @Override
    public void tryLock(int descriptor) {
        check(C.tryLock(descriptor));
    }

    @Override
    public void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        check(C.poll(descriptors, ready, descriptors.length, milliseconds(nanoseconds)));
    }

    /** Rounded up, so that a wait is not over before its time. */
    private static int milliseconds(long nanoseconds) {
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
    public boolean mkdir(String name, int mode) {
        return Results.made(C.mkdir(path.of(name), mode));
    }

    @Override
    public boolean mkfifo(String name, int mode) {
        return Results.made(C.mkfifo(path.of(name), mode));
    }

    @Override
    public void rename(String from, String to) {
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
    public void chmod(String name, int mode) {
        check(C.chmod(path.of(name), mode));
    }

    @Override
    public String readlink(String name) {
        byte[] target = new byte[MAX_LINK_LENGTH];
        int length = C.readlink(path.of(name), target, target.length);
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
    public void umask(int mask) {
        C.umask(mask);
    }

    @Override
    public long birth(CharSequence name) {
        return C.birth(path.of(name));
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
            forkedChild.run(spawn);
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
    public int reap(WaitStatus into) {
        int process = C.reap(waitFields);
        if (process <= 0) {
            return NONE;
        }
        into.set(waitFields[0], waitFields[1] != 0);
        return process;
    }

    @Override
    public int waitpid(int process, WaitStatus into) {
        int child = check(C.waitpid(process, waitFields));
        into.set(waitFields[0], waitFields[1] != 0);
        return child;
    }

    @Override
    public void becomeReaper() {
        check(C.becomeReaper());
    }

    @Override
    public int getpid() {
        return C.getpid();
    }

    @Override
    public void setDefault(Signal signal) {
        check(C.setDefault(SignalNumbers.of(signal)));
    }

    @Override
    public void kill(int process, Signal signal) {
        check(C.kill(process, SignalNumbers.of(signal)));
    }

    @Override
    public int catchSignals(Signal... signals) {
        int descriptor = 0;
        for (Signal signal : signals) {
            descriptor = check(C.catchSignal(SignalNumbers.of(signal)));
        }
        return descriptor;
    }

    @Override
    public Signal takeSignal() {
        return SignalNumbers.signal(C.takeSignal());
    }

    @Override
    public void ignore(Signal signal) {
        check(C.ignore(SignalNumbers.of(signal)));
    }

    @Override
    public CharSequence variable(String name) {
        int index = C.findVariable(path.of(name));
        return index < 0 ? null : new NativeVariable(index);
    }

    @Override
    public void setsid() {
        check(C.setsid());
    }

    @Override
    public void overwriteLastArgument(byte[] text) {
        C.overwriteLastArgument(text, text.length);
    }

    @Override
    public void exit(int status) {
        C.exit(status);
    }

    @Override
    public Account account(String name) {
        long[] ids = new long[2];
        return check(C.account(path.of(name), ids)) > 0 ? new Account(ids[0], ids[1]) : null;
    }

    @Override
    public void setgroups(long group) {
        check(C.setgroups(group));
    }

    @Override
    public void setgid(long group) {
        check(C.setgid(group));
    }

    @Override
    public void setuid(long user) {
        check(C.setuid(user));
    }

    @Override
    public boolean runsAs(Account account) {
        return C.runsAs(account.user(), account.group());
    }

    @Override
    public boolean canLimit(Resource resource) {
        return C.canLimit(resource.ordinal());
    }

    @Override
    public boolean canAllocate(int bytes) {
        return C.canAllocate(bytes);
    }

    @Override
    public long hardLimit(Resource resource) {
        long[] amount = new long[1];
        check(C.hardLimit(resource.ordinal(), amount));
        return amount[0];
    }

    @Override
    public void setSoftLimit(Resource resource, long amount) {
        check(C.setSoftLimit(resource.ordinal(), amount));
    }

    @Override
    public long wallClock() {
        return C.wallClock();
    }

    @Override
    public long monotonicClock() {
        return C.monotonicClock();
    }

    @Override
    public void sleep(long nanoseconds) {
        C.sleep(nanoseconds);
    }

    @Override
    public void localTime(long seconds, int[] fields) {
        check(C.localTime(seconds, fields));
    }

    @Override
    public int indexOf(byte[] block, int from, int to, byte wanted) {
        return C.indexOf(block, from, to, wanted);
    }
}
