package io.daemontools.svscan;

import io.daemontools.event.Watch;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/** A pointer to the record of a service in a {@link ServiceBlock}: its numbers, its flags, and the identity of its directory. */
abstract class ServiceRecord {
    /** The places of the numbers: first those of the indexes, see {@link ServiceRecords} and {@link ChildIndex}. */
    static final int FIRST = 0;

    static final int FIRST_CHILD = 1;

    /** The next record in the same bucket of the index of directories. */
    static final int NEXT = 2;

    /** See {@link #deviceNumber}. */
    static final int DEVICE = 3;

    static final int INODE = 4;
    static final int UPPER_INODE = 5;
    static final int FLAGS = 6;

    /** A hash of the time when its directory was made. */
    private static final int BIRTH = 7;

    /** The first place of those that {@link ServiceEntry} has. */
    static final int OTHERS = 8;

    /** The first place of a supervise. */
    static final int SUPERVISE = OTHERS + ServiceEntry.PLACES;

    /** The first place of that of a logger. */
    static final int LOG_SUPERVISE = SUPERVISE + SuperviseProcess.PLACES;

    /** The number of places. */
    static final int PLACES = LOG_SUPERVISE + SuperviseProcess.PLACES;

    /** The flags that follow those of the two supervises. */
    private static final int BIRTH_KNOWN = 1 << (2 * SuperviseProcess.FLAGS);

    /** See {@link #birthConfirmed}. */
    static final int BIRTH_CONFIRMED = BIRTH_KNOWN << 1;

    /** The first of those that {@link ServiceEntry} has. */
    static final int OTHER_FLAG = BIRTH_KNOWN << 2;

    /** 2^64 divided by the golden ratio: multiplied by it, numbers that differ in any bits differ in the upper ones. */
    static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private ServiceRecords records;
    private int index;
    private ServiceBlock block;
    private int slot;
    private int[] numbers;

    /** Where the record begins. */
    private int start;

    /** Points to a record. */
    final void pointTo(ServiceRecords all, int itsIndex, ServiceBlock itsBlock, int itsSlot) {
        records = all;
        index = itsIndex;
        block = itsBlock;
        slot = itsSlot;
        numbers = itsBlock.numbers;
        start = itsSlot * PLACES;
    }

    final int get(int place) {
        return numbers[start + place];
    }

    final void set(int place, int value) {
        numbers[start + place] = value;
    }

    /** Whether one of these flags is set. */
    final boolean is(int flags) {
        return (numbers[start + FLAGS] & flags) != 0;
    }

    final void set(int flags, boolean value) {
        int others = numbers[start + FLAGS] & ~flags;
        numbers[start + FLAGS] = value ? others | flags : others;
    }

    /** Adds a child to the index: the supervise of the service, or of its logger. */
    final void addChild(boolean logger) {
        records.children().add(index, logger);
    }

    final void removeChild(boolean logger) {
        records.children().remove(index, logger);
    }

    /** The watch of a supervise; or null. */
    final Watch watch(boolean logger) {
        return block.watch(slot, logger);
    }

    /** Sets the watch of a supervise; or forgets it, if it is null. */
    final void setWatch(boolean logger, Watch watch) {
        block.setWatch(slot, logger, watch, records.limits());
    }

    /** Device numbers have 32 bits on Linux; of a longer one this is a hash. */
    static int deviceNumber(FileStatus directory) {
        return (int) (directory.device() ^ (directory.device() >>> Integer.SIZE));
    }

    /** Sets the directory of a new record. */
    final void identify(FileStatus directory) {
        set(DEVICE, deviceNumber(directory));
        set(INODE, (int) directory.inode());
        set(UPPER_INODE, (int) (directory.inode() >>> Integer.SIZE));
    }

    /** Removes all but the identity of the directory. It has no children. */
    final void clear() {
        for (int i = FLAGS; i < PLACES; i++) {
            set(i, 0);
        }
    }

    final boolean is(FileStatus directory) {
        long inode = directory.inode();
        return numbers[start + INODE] == (int) inode
                && numbers[start + UPPER_INODE] == (int) (inode >>> Integer.SIZE)
                && numbers[start + DEVICE] == deviceNumber(directory);
    }

    /** Sets when its directory was made, see {@link Posix#birth}. */
    final void setBirth(long birth) {
        set(BIRTH, hash(birth));
        set(BIRTH_KNOWN, birth != Posix.UNKNOWN);
    }

    private static int hash(long time) {
        return (int) ((time * GOLDEN_RATIO) >>> Integer.SIZE);
    }

    /** Whether it is known when its directory was made. */
    final boolean birthKnown() {
        return is(BIRTH_KNOWN);
    }

    /** Whether its directory was made, in all likelihood, at this time. */
    final boolean bornAt(long birth) {
        return birthKnown() && get(BIRTH) == hash(birth);
    }

    /** Whether the birth was looked up again after its supervises had started. */
    final boolean birthConfirmed() {
        return is(BIRTH_CONFIRMED);
    }

    /**
     * Sets the birth that was looked up again. On an overlay file system the first change to a directory, such as supervise's,
     * makes a new one. If the first look-up was successful and this one was not, this one has failed, and confirms nothing.
     */
    final void confirmBirth(long birth) {
        if (birth != Posix.UNKNOWN || !birthKnown()) {
            setBirth(birth);
            set(BIRTH_CONFIRMED, true);
        }
    }
}
