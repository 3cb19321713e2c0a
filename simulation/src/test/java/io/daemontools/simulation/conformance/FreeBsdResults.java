package io.daemontools.simulation.conformance;

/**
 * What the FreeBSD variant of the simulated kernel answers where Linux answers otherwise: the name of each such scenario, and those of
 * its calls whose results differ. Not compared with a FreeBSD kernel: {@link io.daemontools.simulation.os.OperatingSystem} names the
 * source of each rule.
 *
 * <p>Other scenarios that are marked as Linux's alone have Linux's results here, because no command depends on them: a working directory
 * that was removed, and the order in which {@code rename} and {@code unlink} check what is wrong.
 */
final class FreeBsdResults {
    /** The table. */
    static final String TABLE = """
            a FIFO without a writer can be opened for reading
              read(d0, 10) = EAGAIN
            what is in a FIFO that nobody holds is gone
              read(d0, 10) = EAGAIN
            a full FIFO takes nothing
              write(d1, "y") = 1
            a pipe has a mode, no bytes and one link
              stat(d0) = FIFO 0, 3 bytes, links: 0
            a write of at most PIPE_BUF bytes is taken whole or not at all
              write(d1, "y" * 4096) = 4086
              readAll(d0) = "xxxxxxxxxxxxxxxx"... 65536 bytes, 30dff8a0
            a full pipe has room again after a whole page was read
              write(d1, "y") = 1
              write(d1, "y" * 4096) = 4094
            small writes share a page
              write(d1, "z" * 536) = 536
              readAll(d0) = "yyyyyyyyyyyyyyyy"... 65536 bytes, 615f8e80
            writeNow writes at most PIPE_BUF bytes
              writeNow(d1, "x" * 10000) = 512
            writeNow writes to a pipe with a page of room
              writeNow(d1, "y" * 4096) = 512
              writeNow(d1, "z") = 1
            writeNow does not write to a pipe with less than a page of room
              writeNow(d1, "z") = 1
            a link and a FIFO cannot be read and written at a position
              openReadWrite(link) = EMLINK
              openReadNoFollow(link) = EMLINK
              openReadWrite(dangling) = EMLINK
              openReadNoFollow(dangling) = EMLINK
            a path has less than 4096 bytes
              stat(./././././././././././././././././...././././././././././././f) = ENAMETOOLONG
            unlink of a directory fails
              unlink(d) = EPERM
              unlink(d/) = EPERM
              unlink(.) = EPERM
              unlink(d/..) = EPERM
            a link to a symbolic link is the symbolic link
              readlink(t) = EINVAL
              stat(f) = file 0644, 3 bytes, links: 2
            a path has at most 40 symbolic links
              stat(s40) = ELOOP
            symbolic links on the way count, too
              stat(d/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/s/f) = ELOOP
            rename does not work on dots
              rename(., e) = EINVAL
              rename(d/., e) = EINVAL
              rename(d, .) = EINVAL
              rename(d, ..) = EINVAL
              rename(.., e) = EINVAL
            a member of the group has the group's permissions alone
              openRead(f) = EACCES
              openRead(g) = d0
            a file in a directory with the set-group-ID bit has the directory's group
              stat(d/e) = directory 0755
            a FIFO can be locked
              tryLock(d0) = EOPNOTSUPP
              tryLock(d1) = EOPNOTSUPP
            a script may be the interpreter of a script
              prints = "start: exec format error\\n"
              waitpid(p0) = p0 exit 111
            a script cannot be its own interpreter
              prints = "start: exec format error\\n"
            a file that is no socket takes no datagrams
              sendto(d0, "abc", f) = ENOTSOCK
              sendto(d0, "abc", p) = ENOTSOCK
              sendto(d0, "abc", d) = ENOTSOCK
            a socket file cannot be opened
              openRead(s) = EOPNOTSUPP
              openWrite(s) = EOPNOTSUPP
              openAppend(s) = EOPNOTSUPP
              openReadWrite(s) = EOPNOTSUPP
            a receiver that has too many datagrams takes no other one
              sendto(d1, "abc", s) again and again = ENOBUFS
            the exit status of a watched process is known once it has been reaped
              not known before it is reaped: false
            a file watch does not follow links
              watchFile(s) = EMLINK
              poll(none; 0 ms) = none ready
            a signal to a watched process that has ended succeeds until it is reaped
              signalProcess(d0, TERM) = ESRCH
            """;

    private FreeBsdResults() {}
}
