package io.daemontools.svscan;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Spawn;
import io.daemontools.service.ServiceFiles;

/** Describes the supervises that svscan starts. The descriptions are made once, and only what is in them changes. */
final class SuperviseSpawn {
    private static final String WARNING = "svscan: warning: unable to ";
    private static final String LOG = Spawn.SUBJECT + "/" + ServiceFiles.LOG + ": ";
    private static final String SERVICE = Spawn.SUBJECT + ": ";
    private static final String START = WARNING + "start supervise ";
    private static final String SET_UP = WARNING + "set up descriptors for ";
    private static final String SWITCH = WARNING + "switch to ";
    private static final String SUPERVISE = "supervise";

    /** The name of the service. */
    private final StringBuilder name = new StringBuilder();

    private final int[] output = {LogPipe.NONE, Posix.STDOUT};
    private final int[] reader = {LogPipe.NONE, LogPipe.READER};
    private final int[] input = {LogPipe.NONE, Posix.STDIN};
    private final Spawn unlogged;
    private final Spawn logged;
    private final Spawn loggedByFifo;
    private final Spawn logger;

    /** {@code sessions} is whether each starts in a session of its own. */
    SuperviseSpawn(boolean sessions) {
        unlogged = inItsSession(
                sessions,
                Spawn.program(START + SERVICE, SUPERVISE, name).subject(name).impatient());
        logged = unlogged.dup2(SET_UP + SERVICE, output);
        loggedByFifo = logged.inherit(reader);
        logger = inItsSession(
                        sessions,
                        Spawn.program(START + LOG, SUPERVISE, ServiceFiles.LOG)
                                .subject(name)
                                .impatient())
                .dup2(SET_UP + LOG, input)
                .chdir(name, SWITCH + SERVICE);
    }

    /**
     * In an ordered stop, a signal to svscan's process group, sent by a terminal or by {@code kill 0} in a run script, would reach all
     * services.
     * A process group alone is not enough: a terminal stops processes of its session that read from it in the background.
     */
    private static Spawn inItsSession(boolean sessions, Spawn spawn) {
        return sessions ? spawn.setsid() : spawn;
    }

    /** The supervise of a service; valid until the next call. */
    Spawn supervise(CharSequence service, ServiceEntry entry) {
        setName(service);
        if (!entry.logged()) {
            return unlogged;
        }
        output[0] = entry.writingEnd();
        reader[0] = entry.readingEnd();
        return entry.pipeNamed() ? loggedByFifo : logged;
    }

    /** The supervise of its logger; valid until the next call. */
    Spawn logSupervise(CharSequence service, ServiceEntry entry) {
        setName(service);
        input[0] = entry.readingEnd();
        return logger;
    }

    private void setName(CharSequence service) {
        name.setLength(0);
        name.append(service);
    }
}
