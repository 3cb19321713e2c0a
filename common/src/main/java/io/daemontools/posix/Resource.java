package io.daemontools.posix;

/** Resources that a process can be limited in. */
public enum Resource {
    /** Bytes of address space. */
    ADDRESS_SPACE,
    /** Bytes of a core dump. */
    CORE,
    /** Seconds of processor time. */
    CPU,
    /** Bytes of data: allocated memory and the program's static variables. */
    DATA,
    /** Bytes that a file may grow to. */
    FILE_SIZE,
    /** Bytes locked in memory. */
    LOCKED_MEMORY,
    /** One more than the largest descriptor. */
    OPEN_FILES,
    /** Processes of this process's user. */
    PROCESSES,
    /** Bytes in physical memory. */
    RESIDENT,
    /** Bytes of stack. */
    STACK
}
