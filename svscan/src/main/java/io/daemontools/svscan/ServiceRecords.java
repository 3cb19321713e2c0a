package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Limits;

/**
 * The records of all services, and the indexes that find them by the identity of their directories and by their children.
 *
 * <p>None leaves memory behind when it grows. Records are in blocks, which are never copied. The index of directories is a linear hash table: there are
 * as many buckets as records, and with each new record the services of one bucket are divided between it and a new one.
 * The record with a bucket's number has its first service, and each record the next service in the same bucket.
 */
final class ServiceRecords {
    private static final int BLOCK_SHIFT = 4;
    private static final int SLOT_MASK = ServiceBlock.SERVICES - 1;
    private static final int REFERENCE_SIZE = 8;

    /** Records are referred to by their numbers, beginning with 1. */
    private static final int NONE = 0;

    private final Limits limits;
    private ServiceBlock[] blocks = {new ServiceBlock()};
    private int blockCount = 1;
    private int size;

    /** The least of the numbers 0, 1, 3, 7, ... that is not less than the last index. */
    private int mask;

    private final ChildIndex children = new ChildIndex(this);

    ServiceRecords(Limits limits) {
        this.limits = limits;
    }

    /** The number of services. */
    int size() {
        return size;
    }

    /** Whether there is no room for another one. */
    boolean full() {
        return size == blockCount * ServiceBlock.SERVICES;
    }

    /**
     * Makes room for more.
     *
     * @param reserve bytes to be left for other things
     * @return false if there is no memory
     */
    boolean grow(int reserve) {
        int references = blockCount == blocks.length ? 2 * blocks.length : 0;
        long needed = (long) reserve + ServiceBlock.SIZE + (long) references * REFERENCE_SIZE;
        if (needed > Integer.MAX_VALUE || !limits.canAllocate((int) needed)) {
            return false;
        }
        if (references > 0) {
            ServiceBlock[] more = new ServiceBlock[references];
            for (int i = 0; i < blockCount; i++) {
                more[i] = blocks[i];
            }
            blocks = more;
        }
        blocks[blockCount++] = new ServiceBlock();
        return true;
    }

    /** Points an entry to the record with this index, which is less than {@link #size}. */
    void get(int index, ServiceEntry into) {
        into.pointTo(this, index, blocks[index >>> BLOCK_SHIFT], index & SLOT_MASK);
    }

    /** The index of the next service, from this one on, of which one of these flags is set, or none; {@link #size} if there is no other. */
    int next(int from, int flags, boolean set) {
        int i = from;
        while (i < size) {
            int[] numbers = blocks[i >>> BLOCK_SHIFT].numbers;
            int end = Math.min(size, (i | SLOT_MASK) + 1);
            for (int at = place(i); i < end; i++, at += ServiceRecord.PLACES) {
                if ((numbers[at] & flags) != 0 == set) {
                    return i;
                }
            }
        }
        return size;
    }

    /** Unsets flags of all services, and returns all those that are set of any. */
    int unset(int flags) {
        int any = 0;
        int i = 0;
        while (i < size) {
            int[] numbers = blocks[i >>> BLOCK_SHIFT].numbers;
            int end = Math.min(size, (i | SLOT_MASK) + 1);
            for (int at = place(i); i < end; i++, at += ServiceRecord.PLACES) {
                numbers[at] &= ~flags;
                any |= numbers[at];
            }
        }
        return any;
    }

    /** The place of a service's flags in its block. */
    private static int place(int index) {
        return (index & SLOT_MASK) * ServiceRecord.PLACES + ServiceRecord.FLAGS;
    }

    /** Points an entry to the service whose directory this is; false if there is none. */
    boolean find(FileStatus directory, ServiceEntry into) {
        if (size == 0) {
            return false;
        }
        int next = number(bucket(directory), ServiceRecord.FIRST);
        while (next != NONE) {
            get(next - 1, into);
            if (into.is(directory)) {
                return true;
            }
            next = into.get(ServiceRecord.NEXT);
        }
        return false;
    }

    Limits limits() {
        return limits;
    }

    ChildIndex children() {
        return children;
    }

    /** Adds a service, for which there must be room, and points an entry to it. */
    void add(FileStatus directory, long birth, ServiceEntry into) {
        int index = size++;
        mask = maskFor(size);
        get(index, into);
        into.identify(directory);
        into.begin(birth);
        setNumber(index, ServiceRecord.FIRST, NONE);
        int divided = index & (mask >>> 1);
        divide(divided);
        link(index);
        children.divide(divided, index);
    }

    /** Copies a record to a lower index. */
    void move(int from, int to) {
        ServiceBlock block = blocks[to >>> BLOCK_SHIFT];
        block.move(blocks[from >>> BLOCK_SHIFT], from & SLOT_MASK, to & SLOT_MASK, limits);
    }

    /** Keeps so many records, which may have been moved. */
    void truncate(int count) {
        size = count;
        mask = maskFor(count);
        for (int i = 0; i < count; i++) {
            setNumber(i, ServiceRecord.FIRST, NONE);
        }
        for (int i = 0; i < count; i++) {
            link(i);
        }
        children.rebuild();
    }

    private static int maskFor(int count) {
        return count <= 1 ? 0 : -1 >>> Integer.numberOfLeadingZeros(count - 1);
    }

    /** Takes out of a bucket what belongs to the new one. */
    private void divide(int bucket) {
        int next = number(bucket, ServiceRecord.FIRST);
        setNumber(bucket, ServiceRecord.FIRST, NONE);
        while (next != NONE) {
            int index = next - 1;
            next = number(index, ServiceRecord.NEXT);
            link(index);
        }
    }

    private void link(int index) {
        int bucket = bucket(
                number(index, ServiceRecord.DEVICE),
                number(index, ServiceRecord.INODE),
                number(index, ServiceRecord.UPPER_INODE));
        setNumber(index, ServiceRecord.NEXT, number(bucket, ServiceRecord.FIRST));
        setNumber(bucket, ServiceRecord.FIRST, index + 1);
    }

    private int bucket(FileStatus directory) {
        long inode = directory.inode();
        return bucket(ServiceRecord.deviceNumber(directory), (int) inode, (int) (inode >>> Integer.SIZE));
    }

    /** The upper half of an inode number counts as the lower one does: file systems that are made of others number those there. */
    private int bucket(int device, int inode, int upperInode) {
        return bucket((inode ^ upperInode) + 31L * device);
    }

    /** The bucket of a number. */
    int bucket(long number) {
        int bucket = (int) ((number * ServiceRecord.GOLDEN_RATIO) >>> Integer.SIZE) & mask;
        return bucket < size ? bucket : bucket & (mask >>> 1);
    }

    int number(int index, int place) {
        return blocks[index >>> BLOCK_SHIFT].numbers[(index & SLOT_MASK) * ServiceRecord.PLACES + place];
    }

    void setNumber(int index, int place, int value) {
        blocks[index >>> BLOCK_SHIFT].numbers[(index & SLOT_MASK) * ServiceRecord.PLACES + place] = value;
    }
}
