package io.daemontools.simulation.kernel;

import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.os.OperatingSystem;

/** A pidfd or an inotify instance, or, on FreeBSD, a kqueue with one event. */
abstract class Watch extends Inode {
    private final OperatingSystem system;

    Watch(OperatingSystem system) {
        super(0, 0600, 0);
        this.system = system;
    }

    final OperatingSystem system() {
        return system;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public boolean inherited() {
        return !system.hasKqueue();
    }

    /** Of a process: readable once it has ended, until the event of a kqueue is taken. */
    static final class OfProcess extends Watch {
        private final SimulatedProcess watched;
        private boolean taken;

        OfProcess(OperatingSystem system, SimulatedProcess watched) {
            super(system);
            this.watched = watched;
        }

        SimulatedProcess watched() {
            return watched;
        }

        /** Whether no signal can be sent any more. */
        boolean over() {
            return system().hasKqueue() ? watched.ended() : watched.reaped();
        }

        /** Whether it is known how the process has ended. A kqueue knows it once. */
        boolean exitStatus(WaitStatus into) {
            boolean known = system().hasKqueue() ? watched.ended() && !taken : watched.reaped();
            if (known) {
                into.set(watched.status());
                taken = system().hasKqueue();
            }
            return known;
        }

        @Override
        public boolean pollsIn(OpenFile file) {
            return watched.ended() && !taken;
        }
    }

    /** Of a directory or a file: readable after a change. */
    static final class OfFile extends Watch {
        private final Inode watched;
        private final int descriptor;
        private long seen;

        /**
         * Changes are seen from now on.
         *
         * @param descriptor that of the file, which a kqueue needs; negative if there is none
         */
        OfFile(OperatingSystem system, Inode watched, int descriptor) {
            super(system);
            this.watched = watched;
            this.descriptor = descriptor;
            seen = watched.changes();
        }

        int descriptor() {
            return descriptor;
        }

        void drain() {
            seen = watched.changes();
        }

        @Override
        public boolean pollsIn(OpenFile file) {
            return seen != watched.changes();
        }
    }
}
