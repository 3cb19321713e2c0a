package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;

/** Why services are not as wanted: a summary in the first line, then some lines for each. */
final class WhyFormat implements Format {
    private static final String WORD = "/._-+,:@%";

    private final Output output;
    private final Reason reason;
    private final LogTail tail;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder names = new StringBuilder();
    private int count;
    private int troubled;
    private long now;

    WhyFormat(Output output, Posix posix) {
        this.output = output;
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
        String name = Texts.printable(TableFormat.name(directory));
        if (!asWanted || !loggerAsWanted) {
            troubled++;
            names.append(troubled == 1 ? ": " : ", ").append(name);
        }
        if (named || !asWanted) {
            put(name, directory, service);
            tail.put(directory, "  log:  ", text);
        }
        if (logger != null && (named || !loggerAsWanted)) {
            put(name.concat("/log"), directory.concat("/log"), logger);
        }
    }

    private void put(String name, String directory, ServiceView service) {
        reason.find(directory, word(directory), service);
        long since = service.files().since();
        text.append(name).append(": ").append(service.state().text());
        if (service.files().hasStatus() && since > 0) {
            text.append(" since ").append(Texts.rfc3339(since));
            text.append(" (").append(Texts.age(now - since)).append(')');
        }
        text.append("\n  why:  ").append(reason.why()).append('\n');
        if (!reason.cure().isEmpty()) {
            text.append("  type: ").append(reason.cure()).append('\n');
        }
    }

    /** A path as a word for a shell. */
    private static String word(String path) {
        boolean plain = true;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            plain &= letter || WORD.indexOf(c) >= 0;
        }
        return plain ? path : '\'' + Texts.printable(path) + '\'';
    }

    @Override
    public void end() {
        if (troubled == 0) {
            output.put("all services as wanted: " + count + "\n");
        } else {
            output.put(troubled + " of " + count + " services not as wanted" + names + "\n");
        }
        output.put(text.toString());
        output.flush();
    }
}
