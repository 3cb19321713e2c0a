package io.daemontools.manual;

/**
 * The output generated from a manual.
 *
 * @param command the command's name
 * @param help the output of {@code --help}
 * @param version the output of {@code --version}
 * @param page the page for section 8, in man(7) macros
 * @param bashCompletion a file for bash-completion, which requires only bash
 * @param zshCompletion a file for zsh's function path
 */
public record Rendered(
        String command, String help, String version, String page, String bashCompletion, String zshCompletion) {
    /**
     * Renders a manual.
     *
     * @param version the version of the suite
     * @param date the date of the page, such as 2026-01-31
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
