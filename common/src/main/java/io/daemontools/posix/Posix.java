package io.daemontools.posix;

/**
 * The system-call layer: all that the commands ask of the operating system, and nothing else.
 *
 * <p>There is one implementation per runtime ({@code posix-native}, {@code posix-jvm}). Each method names the call that it makes, its
 * flags, and the errors that callers handle; any other error of that call is possible, too. Strings are bytes, one ISO-8859-1 char
 * each.
 */
public interface Posix
        extends Descriptors, Files, Processes, Identity, Limits, Clocks, Watches, Sockets, ChildCalls, Memory {}
