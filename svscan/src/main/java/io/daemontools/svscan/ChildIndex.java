package io.daemontools.svscan;

import io.daemontools.posix.Posix;

/**
 * Finds a child of svscan by its process id, in constant time: the part of {@link ServiceRecords} that is about children.
 *
 * <p>It is a linear hash table with the same buckets as the index of directories. The record with a bucket's number has its first
 * child, and each supervise has the next child in the same bucket.
 */
final class ChildIndex {
    /** Children are referred to by twice the index of their service, plus 1 for a supervise, and 2 for that of a logger. */
    private static final int NONE = 0;

    private final ServiceRecords records;

    ChildIndex(ServiceRecords records) {
        this.records = records;
    }

    /** Points an entry to the service of a child, and returns its supervise; null if there is none with this process id. */
    SuperviseProcess find(int pid, ServiceEntry into) {
        if (records.size() == 0) {
            return null;
        }
        int next = records.number(records.bucket(pid), ServiceRecord.FIRST_CHILD);
        while (next != NONE) {
            records.get(service(next), into);
            SuperviseProcess child = isLogger(next) ? into.logSupervise() : into.supervise();
            if (child.pid() == pid) {
                return child;
            }
            next = records.number(service(next), nextOf(next));
        }
        return null;
    }

    private static int child(int service, boolean logger) {
        return 2 * service + (logger ? 2 : 1);
    }

    /** Adds a child, whose process id its record has. */
    void add(int service, boolean logger) {
        link(child(service, logger));
    }

    /** Removes a child, whose process id its record still has. */
    void remove(int service, boolean logger) {
        int child = child(service, logger);
        int at = records.bucket(pid(child));
        int place = ServiceRecord.FIRST_CHILD;
        int next = records.number(at, place);
        while (next != child) {
            at = service(next);
            place = nextOf(next);
            next = records.number(at, place);
        }
        records.setNumber(at, place, records.number(service, nextOf(child)));
    }

    /** Begins a new bucket, and takes out of another one what belongs to it. */
    void divide(int bucket, int newBucket) {
        records.setNumber(newBucket, ServiceRecord.FIRST_CHILD, NONE);
        int next = records.number(bucket, ServiceRecord.FIRST_CHILD);
        records.setNumber(bucket, ServiceRecord.FIRST_CHILD, NONE);
        while (next != NONE) {
            int child = next;
            next = records.number(service(child), nextOf(child));
            link(child);
        }
    }

    /** Builds it again, after records were moved. */
    void rebuild() {
        int size = records.size();
        for (int i = 0; i < size; i++) {
            records.setNumber(i, ServiceRecord.FIRST_CHILD, NONE);
        }
        for (int child = 1; child <= 2 * size; child++) {
            if (pid(child) != Posix.NONE) {
                link(child);
            }
        }
    }

    private void link(int child) {
        int bucket = records.bucket(pid(child));
        records.setNumber(service(child), nextOf(child), records.number(bucket, ServiceRecord.FIRST_CHILD));
        records.setNumber(bucket, ServiceRecord.FIRST_CHILD, child);
    }

    private static int service(int child) {
        return (child - 1) >>> 1;
    }

    private static boolean isLogger(int child) {
        return (child & 1) == 0;
    }

    private static int nextOf(int child) {
        return SuperviseProcess.nextChildPlace(isLogger(child));
    }

    private int pid(int child) {
        return SuperviseProcess.pid(records, service(child), isLogger(child));
    }
}
