package io.daemontools.multilog;

import io.daemontools.posix.Posix;

/** Finishes {@code current} and begins a new one: steps in an order that makes an outage safe at any of them. */
final class Rotation {
    private final Posix posix;
    private final LogDirectory directory;
    private final Processor processor;

    /** Rotates the files of a directory. */
    Rotation(Posix posix, LogDirectory directory, Processor processor) {
        this.posix = posix;
        this.directory = directory;
        this.processor = processor;
    }

    /** Rotates once. */
    void run() {
        directory.insist(Step.ENTER);
        directory.insist(Step.SYNC_CURRENT);
        posix.close(directory.current());
        directory.insist(Step.SET_ASIDE);
        directory.insist(Step.CREATE_CURRENT);
        directory.insist(Step.BEGIN_CURRENT);
        directory.insist(Step.FINISH_PREVIOUS);
        if (processor == null) {
            directory.finish(LogDirectory.PREVIOUS, FinishedFile.SAFE);
        } else {
            process();
        }
    }

    private void process() {
        processor.run();
        directory.insist(Step.OPEN_PROCESSED);
        directory.insist(Step.SYNC_PROCESSED);
        directory.insist(Step.FINISH_PROCESSED);
        directory.closeOpened();
        directory.insist(Step.OPEN_STATE);
        directory.insist(Step.SYNC_STATE);
        directory.closeOpened();
        directory.insist(Step.REMOVE_PREVIOUS);
        directory.insist(Step.KEEP_STATE);
        directory.finish(LogDirectory.PROCESSED, FinishedFile.SAFE);
    }
}
