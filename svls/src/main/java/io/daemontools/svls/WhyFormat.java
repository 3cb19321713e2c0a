package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ShellWord;
import io.daemontools.posix.Posix;

/** Why services are not as wanted: a summary in the first line, then some lines for each, those that are not as wanted first. */
final class WhyFormat implements Format {
    private final Output output;
    private final Colors colors;
    private final Reason reason;
    private final Reason loggerReason;
    private final LogTail tail;
    private final ScannerlessDirectories unscanned;
    private final Times times = new Times();
    private final SinceText since = new SinceText();
    private final Text trouble = new Text();
    private final Text others = new Text();
    private final Text names = new Text();
    private int count;
    private int troubled;
    private long now;

    WhyFormat(Output output, Colors colors, Posix posix) {
        this.output = output;
        this.colors = colors;
        SmallFiles files = new SmallFiles(posix);
        ProcessTable processes = new ProcessTable(posix, files);
        LoggerDirectories logs = new LoggerDirectories(posix);
        reason = new Reason(posix, files, processes, logs);
        loggerReason = new Reason(posix, files, processes, logs);
        unscanned = new ScannerlessDirectories(processes);
        tail = new LogTail(posix, times, logs);
    }

    @Override
    public void begin(long moment) {
        now = moment;
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        count++;
        String log = logger == null ? null : directory.concat("/log");
        boolean asWanted = reason.find(directory, service, logger, now);
        boolean loggerAsWanted = logger == null || loggerReason.find(log, logger, null, now);
        String name = PrintableText.of(TableFormat.name(directory));
        if (!named) {
            unscanned.add(directory, service.files());
        }
        if (logger != null && service.state() == State.NOT_SUPERVISED && logger.state() == State.NOT_SUPERVISED) {
            loggerReason.refersTo(reason, name);
        }
        if (!asWanted || !loggerAsWanted) {
            troubled++;
            names.put(troubled == 1 ? ": " : ", ").put(name);
        }
        Text into = asWanted && loggerAsWanted ? others : trouble;
        if (named || !asWanted) {
            put(name, service, reason, into);
            tail.put(directory, "  log:  ", into);
        }
        if (logger != null && (named || !loggerAsWanted)) {
            put(name.concat("/log"), logger, loggerReason, into);
        }
    }

    /** Whether no service that was added has a reason not to be as wanted, and an svscan runs on each directory of services. */
    boolean asWanted() {
        return troubled == 0 && unscanned.found().isEmpty();
    }

    private void put(String name, ServiceView service, Reason found, Text into) {
        into.put(name).put(": ");
        colors.begin(service.state().concern(), into);
        into.put(service.state().bytes());
        colors.end(service.state().concern(), into);
        since.find(service);
        if (since.time() > 0) {
            times.rfc3339(since.time(), into.put(since.words()));
            Texts.age(now - since.time(), into.put(" ("));
            into.put(')');
        }
        into.put("\n  why:  ").put(found.why()).put('\n');
        if (!found.cure().isEmpty()) {
            into.put("  type: ").put(found.cure()).put('\n');
        }
    }

    @Override
    public void end() {
        Text summary = new Text();
        if (troubled == 0) {
            summary.put("all services as wanted: ").number(count).put('\n');
        } else {
            summary.number(troubled).put(" of ").number(count).put(" services not as wanted");
            summary.put(names).put('\n');
        }
        for (String services : unscanned.found()) {
            summary.put("no svscan runs on ").put(PrintableText.of(services));
            summary.put(": a supervise that ends is not started again\n  type: svscan ");
            summary.put(ShellWord.of(services)).put(" &\n");
        }
        summary.moveTo(output);
        trouble.moveTo(output);
        others.moveTo(output);
        output.flush();
    }
}
