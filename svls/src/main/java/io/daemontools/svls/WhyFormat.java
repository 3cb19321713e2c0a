package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Posix;

/** Why services are not as wanted: a summary in the first line, then some lines for each, those that are not as wanted first. */
final class WhyFormat implements Format {
    private final Output output;
    private final Colors colors;
    private final Reason reason;
    private final LogTail tail;
    private final Times times = new Times();
    private final Text trouble = new Text();
    private final Text others = new Text();
    private final Text names = new Text();
    private int count;
    private int troubled;
    private long now;

    WhyFormat(Output output, Colors colors, Posix posix) {
        this.output = output;
        this.colors = colors;
        reason = new Reason(posix);
        tail = new LogTail(posix);
    }

    @Override
    public void begin(long moment) {
        now = moment;
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        count++;
        boolean asWanted = service.state().asWanted();
        boolean loggerAsWanted = logger == null || logger.state().asWanted();
        String name = PrintableText.of(TableFormat.name(directory));
        if (!asWanted || !loggerAsWanted) {
            troubled++;
            names.put(troubled == 1 ? ": " : ", ").put(name);
        }
        Text into = asWanted && loggerAsWanted ? others : trouble;
        if (named || !asWanted) {
            put(name, directory, service, into);
            tail.put(directory, "  log:  ", into);
        }
        if (logger != null && (named || !loggerAsWanted)) {
            put(name.concat("/log"), directory.concat("/log"), logger, into);
        }
    }

    private void put(String name, String directory, ServiceView service, Text into) {
        reason.find(directory, service, now);
        long since = service.files().since();
        into.put(name).put(": ");
        colors.begin(service.state().concern(), into);
        into.put(service.state().bytes());
        colors.end(service.state().concern(), into);
        if (service.files().hasStatus() && since > 0) {
            times.rfc3339(since, into.put(" since "));
            Texts.age(now - since, into.put(" ("));
            into.put(')');
        }
        into.put("\n  why:  ").put(reason.why()).put('\n');
        if (!reason.cure().isEmpty()) {
            into.put("  type: ").put(reason.cure()).put('\n');
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
        summary.moveTo(output);
        trouble.moveTo(output);
        others.moveTo(output);
        output.flush();
    }
}
