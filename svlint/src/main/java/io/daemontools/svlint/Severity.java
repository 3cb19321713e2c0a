package io.daemontools.svlint;

/** How bad a finding is. */
enum Severity {
    /** The service or its logger cannot work. */
    ERROR("error"),
    /** It works, but not as its files suggest. */
    WARNING("warning"),
    /** It may be meant so. */
    NOTE("note");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /** Its name in a report. */
    String text() {
        return text;
    }
}
