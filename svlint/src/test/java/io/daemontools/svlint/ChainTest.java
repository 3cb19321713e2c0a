package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Findings about the programs of a script and the accounts that they run as, with neighbours that are right. */
class ChainTest extends LintFixture {
    @Test
    void programsHaveToBeThere() {
        a.run("exec 2>&1", "exec httpdd -f");
        finds("run: error: httpdd is in no directory of PATH; install it, or give its full name");
        a.run("exec setuidgid www /opt/httpd");
        finds("run: error: /opt/httpd does not exist; install it, or correct its name");
        a.file("httpd", "").run("exec ./httpd");
        finds("run: error: ./httpd is not an executable file; make it executable, or correct its name");
        a.program("/service/a/httpd");
        finds();
    }

    @Test
    void theScriptMayChangePath() {
        a.program("/opt/bin/mine");
        for (String path : new String[] {
            "PATH=/opt/bin",
            "export PATH=\"/opt/bin:$PATH\"",
            "PATH=${PATH}:/opt/bin",
            "PATH=$(cat path)",
            ". ./settings",
            "[ -d /x ] && PATH=/x"
        }) {
            a.run(path, "exec mine");
            assertThat(a.findings()).as(path).isEmpty();
        }
        a.run("exec env - PATH=/opt/bin:$PATH mine");
        finds();
        a.run("PATH=/opt/bin", "exec httpd");
        finds("run: error: httpd is in no directory of PATH; install it, or give its full name");
    }

    @Test
    void programsThatDependOnSomethingAreNotLookedFor() {
        for (String line : new String[] {
            "exec \"$PROGRAM\"", "exec $(which httpdd)", "[ -x /opt/a ] && exec /opt/a",
                    "if true; then exec a; else exec b; fi",
            "case $1 in a) exec a;; *) exec b;; esac", "cd /opt; exec ./a", "exec -a name httpd", "eval exec httpdd"
        }) {
            a.run(line);
            assertThat(a.findings()).as(line).isEmpty();
        }
    }

    @Test
    void accountsHaveToBeThere() {
        for (String chain : new String[] {
            "setuidgid nobody9",
            "envuidgid nobody9",
            "chpst -u nobody9:www",
            "chpst -unobody9",
            "softlimit -o 9 -d1 setuidgid nobody9",
            "setlock -nx lock setuidgid nobody9",
            "nice -n 5 env A=1 -u B pgrphack setuidgid nobody9"
        }) {
            a.run("exec " + chain + " sleep 9");
            finds("run: error: there is no account nobody9; add it, or name one that getent passwd shows");
        }
        for (String chain : new String[] {
            "setuidgid \"$USER\"",
            "setuidgid 1234",
            "setuidgid :1:2",
            "envuidgid www",
            "chpst -u www:x -P",
            "chpst -u :1:2"
        }) {
            a.run("exec " + chain + " sleep 9");
            finds();
        }
    }

    @Test
    void chainsAreNotFollowedBeyondUnknownOptions() {
        a.program("/bin/s6-setuidgid").program("/bin/s6-envdir").program("/bin/setsid");
        for (String chain : new String[] {
            "env -C /srv ./server",
            "env -iC /srv ./server",
            "env --chdir=/srv ./server",
            "env -P /opt/bin server",
            "env ${A:=b} slep",
            "nice --adjustment 5 sleep",
            "nice --adjustment=5 slep",
            "s6-envdir -c x env sleep",
            "setsid -f slep",
            "chpst -/ /srv ./server",
            "chpst --user x slep",
            "s6-setuidgid -i slep"
        }) {
            a.run("exec " + chain + " 9");
            assertThat(a.findings()).as(chain).isEmpty();
        }
        for (String chain : new String[] {
            "nice -5",
            "nice -n-5",
            "env -i",
            "env -",
            "env -uPATH -u A",
            "env -- A=1",
            "env a.b=1",
            "setsid -wc",
            "chpst -Pu www -0",
            "setlock -nX lock",
            "nohup --"
        }) {
            a.program("/bin/nohup").run("exec " + chain + " slep 9");
            finds("run: error: slep is in no directory of PATH; install it, or give its full name");
        }
    }

    /** Which depend on the C library. */
    @Test
    void withoutPathProgramsAreInTheUsualDirectories() {
        a.program("/opt/env").program("/usr/bin/mine");
        for (String options : new String[] {"-", "-i", "-u PATH", "-uPATH"}) {
            a.run("PATH=/opt", "exec env " + options + " mine");
            finds();
        }
        a.run("PATH=/opt", "exec env mine");
        finds("run: error: mine is in no directory of PATH; install it, or give its full name");
    }

    /** As s6-setuidgid takes it. */
    @Test
    void accountsMayHaveGroups() {
        a.program("/bin/s6-setuidgid").run("exec s6-setuidgid nobody9:nogroup sleep 9");
        finds();
    }

    /** Those of a directory service are not known. */
    @Test
    void accountsMayBeElsewhere() {
        a.run("exec setuidgid nobody9 sleep 9");
        a.machine().tree().file("/etc/nsswitch.conf", "passwd: files sss\n");
        finds();
        a.machine().tree().file("/etc/nsswitch.conf", "passwd: files [NOTFOUND=return] systemd # sss\n");
        finds("run: error: there is no account nobody9; add it, or name one that getent passwd shows");
    }

    @Test
    void aScriptOfAShellIsFollowed() {
        a.directory("env")
                .run("exec envdir ./env sh -c '", "  exec envuidgid nobody9 softlimit -d \"$LIMIT\" sleep 9", "'");
        finds("run: error: there is no account nobody9; add it, or name one that getent passwd shows");
    }

    @Test
    void theDirectoryOfVariablesHasToBeThere() {
        a.run("exec envdir ./env httpd");
        finds("run: error: envdir reads ./env, which is no directory; make it, with a file for each variable");
        a.run("mkdir -p env", "exec envdir ./env httpd");
        finds();
        a.directory("env").run("exec envdir ./env httpd");
        finds();
    }
}
