package io.daemontools.posix.c;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/** The door of a native program. */
public final class NativePosix implements Posix {
    /** {@code values()} makes a new array at each call. */
    private static final Errno[] ERRNOS = Errno.values();

    private static final int LONGEST_LINK = 4096;

    private final CString path = new CString();
    private final CString secondPath = new CString();
    private final long[] statusFields = new long[6];
    private final int[] waitFields = new int[2];
    private final NativeListing listing = new NativeListing(this);
    private final ChildStart childStart = new ChildStart();

    /** The result of a call, unless it failed. */
    static int check(int result) {
        if (result < 0) {
            throw PosixException.of(errno(-result));
        }
        return result;
    }

    /** The error of that number. */
    static Errno errno(int number) {
        return ERRNOS[C.errnoOrdinal(number)];
    }

    long[] statusFields() {
        return statusFields;
    }

    /** Whether there was a file to look at; if so, {@code into} is filled from {@link #statusFields}. */
    boolean fill(FileStatus into, int result) {
        if (result < 0) {
            Errno errno = errno(-result);
            if (errno == Errno.ENOENT) {
                return false;
            }
            throw PosixException.of(errno);
        }
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
    public int openRead(String name) {
        return check(C.openRead(path.of(name)));
    }

    @Override
    public int openWrite(String name) {
        return check(C.openWrite(path.of(name)));
    }

    @Override
    public int openAppend(String name) {
        return check(C.openAppend(path.of(name)));
    }

    @Override
    public int openTruncate(String name) {
        return check(C.openTruncate(path.of(name)));
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        return transferred(C.read(descriptor, buffer, offset, length));
    }

    @Override
    public int write(int descriptor, byte[] buffer, int offset, int length) {
        return transferred(C.write(descriptor, buffer, offset, length));
    }

    private static int transferred(int result) {
        return result == NOT_NOW ? NOT_NOW : check(result < NOT_NOW ? result - NOT_NOW : result);
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
    public void closeOnExec(int descriptor) {
        check(C.closeOnExec(descriptor));
    }

    @Override
    public void setBlocking(int descriptor, boolean blocking) {
        check(C.setBlocking(descriptor, blocking));
    }

    @Override
    public void seek(int descriptor, long offset) {
        check(C.seek(descriptor, offset));
    }

    @Override
    public void sync(int descriptor) {
        check(C.sync(descriptor));
    }

    @Override
    public void setMode(int descriptor, int mode) {
        check(C.setMode(descriptor, mode));
    }

    @Override
    public void status(int descriptor, FileStatus into) {
        check(C.status(descriptor, statusFields));
        fill(into, 0);
    }

    @Override
    public void lockNow(int descriptor) {
        check(C.lockNow(descriptor));
    }

    @Override
    public void awaitReadable(int[] descriptors, boolean[] ready, long nanoseconds) {
        check(C.awaitReadable(descriptors, ready, descriptors.length, milliseconds(nanoseconds)));
    }

    /** Rounded up, so that a wait is not over before its time. */
    private static int milliseconds(long nanoseconds) {
        if (nanoseconds < 0) {
            return -1;
        }
        return (int) Math.min((nanoseconds + 999_999) / 1_000_000, Integer.MAX_VALUE);
    }

    @Override
    public boolean status(String name, FileStatus into) {
        return fill(into, C.status(path.of(name), statusFields));
    }

    @Override
    public void makeDirectory(String name, int mode) {
        check(C.makeDirectory(path.of(name), mode));
    }

    @Override
    public void makeFifo(String name, int mode) {
        check(C.makeFifo(path.of(name), mode));
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
    public void setMode(String name, int mode) {
        check(C.setMode(path.of(name), mode));
    }

    @Override
    public String readLink(String name) {
        byte[] target = new byte[LONGEST_LINK];
        return CString.from(target, check(C.readLink(path.of(name), target, target.length)));
    }

    @Override
    public void changeDirectory(String name) {
        check(C.changeDirectory(path.of(name)));
    }

    @Override
    public void changeDirectory(int descriptor) {
        check(C.changeDirectory(descriptor));
    }

    @Override
    public void setUmask(int mask) {
        C.umask(mask);
    }

    @Override
    public DirectoryListing listWorkingDirectory() {
        listing.open();
        return listing;
    }

    @Override
    public int spawn(Spawn spawn) {
        int process = check(C.fork());
        if (process == 0) {
            childStart.become(spawn, this);
        }
        return process;
    }

    @Override
    public Errno execute(String name, String[] arguments, String[] environment) {
        return errno(-C.execute(
                path.of(name),
                CString.block(arguments),
                arguments.length,
                CString.block(environment),
                environment.length));
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
    public void await(int process, WaitStatus into) {
        check(C.await(process, waitFields));
        into.set(waitFields[0], waitFields[1] != 0);
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
    public String[] environment() {
        String[] environment = new String[C.environmentSize()];
        for (int i = 0; i < environment.length; i++) {
            environment[i] = variable(i);
        }
        return environment;
    }

    /** The variable at an index of the environment. */
    static String variable(int index) {
        byte[] variable = new byte[C.variableLength(index)];
        C.variable(index, variable);
        return CString.from(variable, variable.length);
    }

    @Override
    public void showLastArgument(byte[] text) {
        C.showLastArgument(text, text.length);
    }

    @Override
    public void exit(int status) {
        C.exit(status);
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
