package io.daemontools.manual;

/**
 * What is made of a manual.
 *
 * @param command whose it is
 * @param help the answer to {@code --help}
 * @param version the answer to {@code --version}
 * @param page for section 8, in man(7) macros
 * @param bashCompletion a file for bash-completion, which needs nothing but bash
 * @param zshCompletion a file for zsh's function path
 */
public record Rendered(
        String command, String help, String version, String page, String bashCompletion, String zshCompletion) {
    /**
     * Renders a manual.
     *
     * @param version the suite's
     * @param date the page's, such as 2026-01-31
     * @throws IllegalStateException if the manual is not complete
     */
    public static Rendered of(Manual manual, String version, String date) {
        manual.complete();
        return new Rendered(
                manual.name(),
                HelpText.help(manual),
                HelpText.version(manual, version),
                ManPage.of(manual, version, date),
                BashCompletion.of(manual),
                ZshCompletion.of(manual));
    }
}
