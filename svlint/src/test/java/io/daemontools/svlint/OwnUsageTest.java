package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Findings about wrong arguments of the suite's own commands, with neighbours that are right. */
class OwnUsageTest extends LintFixture {
    private static final String AT_ONCE = ", so that it exits at once; ";

    @Test
    void aProgramHasToFollow() {
        for (String chain : new String[] {
            "setuidgid www",
            "setuidgid -s www",
            "setuidgid",
            "envuidgid www",
            "envdir ./env",
            "softlimit",
            "softlimit -m 5 -o=",
            "setlock -x lock",
            "setlock lock",
            "fghack -s",
            "pgrphack",
            "setuidgid www softlimit"
        }) {
            a.directory("env").run("exec " + chain);
            String command = chain.endsWith("softlimit") ? "softlimit" : chain.replaceAll(" .*", "");
            assertThat(a.findings())
                    .as(chain)
                    .containsExactly(
                            "run: error: " + command + " has no program to execute" + AT_ONCE + "add the program");
        }
    }

    @Test
    void whatMayBecomeAProgramIsNotReported() {
        for (String chain : new String[] {
            "setuidgid www $COMMAND",
            "setuidgid $WHO",
            "setuidgid www \"$@\"",
            "softlimit $LIMITS",
            "softlimit -m $LIMIT",
            "softlimit --memory sleep",
            "setlock -n \"$LOCK\" sleep 9",
            "fghack sleep 9",
            "nice"
        }) {
            a.run("exec " + chain);
            assertThat(a.findings()).as(chain).isEmpty();
        }
    }

    @Test
    void optionsAreThoseOfTheCommand() {
        String start = "run: error: ";
        a.run("exec softlimit -q 1 sleep 9");
        finds(start + "softlimit has no option -q" + AT_ONCE + "remove it");
        a.run("exec setlock -nd lock sleep 9");
        finds(start + "setlock has no option -d" + AT_ONCE + "remove it");
        for (String value : new String[] {"-m abc", "-mabc", "-o 3 -mabc"}) {
            a.run("exec softlimit " + value + " sleep 9");
            finds(start + "the limit abc of softlimit is not a number" + AT_ONCE
                    + "write decimal digits, = or unlimited");
        }
        a.run("exec softlimit -m");
        finds(start + "the option -m of softlimit has no value" + AT_ONCE + "add a number");
        a.run("exec softlimit -m 5 -d= -s unlimited -c0 -o '' -- sleep 9");
        finds();
    }

    @Test
    void theLockIsInADirectory() {
        String cure = "; make it, or correct the name";
        a.run("exec setlock -n /nosuch/lock sleep 9");
        finds("run: error: setlock opens /nosuch/lock, and /nosuch is no directory" + cure);
        a.file("data", "").run("exec setlock data/lock sleep 9");
        finds("run: error: setlock opens data/lock, and data is no directory" + cure);
        a.directory("env").run("exec setlock env sleep 9");
        finds("run: error: setlock opens env, which is a directory; name a file");
        for (String right : new String[] {
            "exec setlock lock sleep 9",
            "exec setlock env/lock sleep 9",
            "mkdir -p /nosuch; exec setlock /nosuch/lock sleep 9",
            "cd /srv; exec setlock here/lock sleep 9"
        }) {
            a.run(right);
            assertThat(a.findings()).as(right).isEmpty();
        }
    }

    @Test
    void quotationsInTheLastLineHaveAnEnd() {
        for (String line : new String[] {"exec sleep '9", "exec sleep \"9", "exec sleep \"$X 9"}) {
            a.run("exec 2>&1", line);
            finds("run: error: its last line has a quotation without an end; close it");
        }
        a.run("exec sh -c \"it's\"");
        finds("run: error: the last line of its sh -c has a quotation without an end; close it");
        for (String line : new String[] {
            "exec sleep '9\n'",
            "exec sleep 9 # don't",
            "exec sleep 9\nit's",
            "exec sh -c 'exec sleep 9\n'",
            "echo $(echo \"it's\"; echo )); exec sleep 9'",
            "exec sleep \\'9"
        }) {
            a.run(line);
            assertThat(a.findings()).as(line).isEmpty();
        }
    }
}
