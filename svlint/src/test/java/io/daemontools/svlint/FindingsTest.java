package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each kind of finding, with its neighbours that are right. */
class FindingsTest {
    private final Linted a = new Linted();

    private void finds(String... lines) {
        assertThat(a.findings()).containsExactly(lines);
        assertThat(a.code()).isEqualTo(lines.length == 0 ? 0 : 1);
        assertThat(a.messages()).isEmpty();
    }

    @Test
    void aServiceWithALoggerIsRight() {
        a.run("exec 2>&1", "exec setuidgid www httpd -f").logRun("exec setuidgid wwwlog multilog t ./main");
        a.directory("log/main").machine().tree().setOwner("/service/a/log/main", 35, 36);
        finds();
    }

    @Test
    void runHasToBeThere() {
        finds("run: error: does not exist; write it, or name the directories of services");
        a.machine().tree().link("/service/a/run", "/nowhere");
        finds("run: error: is a link to /nowhere, which does not exist; correct the link");
        a.machine().tree().remove("/service/a/run");
        a.directory("run");
        finds("run: error: is not a file; replace it by a program");
        a.machine().tree().remove("/service/a/run");
        a.machine().tree().fifo("/service/a/run");
        finds("run: error: is not a file; replace it by a program");
        a.machine().tree().remove("/service/a/run");
        a.machine().tree().link("/service/a/run", "/bin/sleep");
        finds();
    }

    @Test
    void runHasToBeExecutable() {
        a.file("run", "#!/bin/sh\nexec sleep 9\n");
        finds("run: error: is not executable; chmod +x run");
    }

    @Test
    void runHasToHaveAnInterpreter() {
        a.script("run", "exec sleep 9\n");
        finds("run: error: does not begin with #!; make #!/bin/sh its first line");
        a.script("run", "");
        finds("run: error: is empty; make #!/bin/sh its first line");
        a.script("run", "\u00ef\u00bb\u00bf#!/bin/sh\nexec sleep 9\n");
        finds("run: error: begins with a byte order mark; save it as UTF-8 without that");
        a.script("run", "#!\nexec sleep 9\n");
        finds("run: error: has no interpreter after #!; make #!/bin/sh its first line");
    }

    @Test
    void theInterpreterHasToBeThere() {
        a.script("run", "#!/bin/bsh -e\nexec sleep 9\n");
        finds("run: error: its interpreter /bin/bsh does not exist; install it, or correct the first line");
        a.script("run", "#! /bin/env bsh\n");
        finds("run: error: its interpreter bsh is in no directory of PATH; install it, or correct the first line");
        a.script("run", "#!/bin/env /lib/bsh\n");
        finds("run: error: its interpreter /lib/bsh does not exist; install it, or correct the first line");
        a.file("config", "");
        a.script("run", "#!config\n");
        finds("run: error: its interpreter config is not executable; install it, or correct the first line");
        for (String right :
                new String[] {"#! /bin/sh -e", "#!/bin/env sh", "#!/bin/env -S sh -e", "#!/bin/env /bin/sh"}) {
            a.script("run", right + "\nexec sleep 9\n");
            finds();
        }
    }

    @Test
    void linesEndInNewlinesAlone() {
        a.script("run", "#!/bin/sh\r\nexec sleep 9\r\n");
        finds("run: error: line 1 ends in CR LF; remove the carriage returns");
        a.script("run", "#!/bin/sh\nexec 2>&1\nexec sleep 9\r\n");
        finds("run: error: line 3 ends in CR LF; remove the carriage returns");
    }

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
            "softlimit -H -m 5 slep",
            "softlimit --memory 5 slep",
            "setlock -d 5 lock slep",
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

    @Test
    void theLastCommandHasExec() {
        String reason =
                "run: warning: its last command has no exec, so that signals go to the shell and not to the program; "
                        + "begin its last line with exec";
        for (String script : new String[] {
            "exec 2>&1\nsetuidgid www httpd -f",
            "httpd -f \\\n  -x",
            "cd /tmp && httpd",
            "httpd <<EOF\nexec sleep 9\nEOF",
            "httpd # exec",
            "if true; then httpd; fi",
            "(httpd)",
            "A=1 httpd"
        }) {
            a.run(script);
            assertThat(a.findings()).as(script).containsExactly(reason);
        }
        String signals = " has no exec, so that signals go to the shell and not to the program; begin it with exec";
        a.run("httpd\nexit 1");
        finds("run: warning: its last command" + signals + ", and remove the exit behind it");
        a.run("exec sh -c 'echo up; httpd'");
        finds("run: warning: the last command of its sh -c" + signals);
        a.run("exec sh -c 'echo up; sleep 6; exit 3'");
        finds();
        a.run("httpd -f | sleep 9");
        finds(
                "run: warning: its last command is a pipeline, so that signals go to the shell alone; give the service a logger in "
                        + "place of the pipeline, and begin its last line with exec");
    }

    @Test
    void otherLastCommandsAreRight() {
        for (String script : new String[] {
            "exec httpd -f \\\n  -x",
            "exec httpd <<EOF\nhttpd\nEOF",
            "exec <seed\nexec httpd",
            "if [ -x x ]; then exec x; fi\necho no\nexit 1",
            "while :; do sleep 9; done",
            "until x; do httpd; done",
            "for x in a b; do httpd $x; done",
            "main() { exec httpd; }\nmain",
            "main() {\n  httpd\n}\nmain \"$@\"",
            "trap 'kill $!' TERM\nhttpd &\nwait",
            "httpd &\nwait",
            ". ./real-run",
            "echo a; exec httpd",
            "case $1 in\n  a|b) exec httpd ;;\n  (c) exec sleep 9;;\nesac",
            "exec sh -c \"it's\"",
            "",
            "exit 0",
            "A=1",
            "test -x x || exit 1\nexec httpd",
            "{ exec httpd; }",
            "VAR=`id -u www`\nexec httpd",
            "exec httpd 2>&1 >/dev/null </dev/null",
            "cat <<'A' <<-\tB >x\n$( `\nA\n\t'\n\tB\nexec httpd",
            "x=${y:-\"z\"}; exec httpd",
            "for ((i=0;i<3;i++)); do httpd; done",
            "echo 'unfinished",
            "exec httpd &>log"
        }) {
            a.run(script);
            assertThat(a.findings()).as(script).isEmpty();
        }
    }

    @Test
    void theLastCommandIsInTheForeground() {
        for (String script :
                new String[] {"exec httpd &", "httpd -f &\nexit 0", "(sleep 1; httpd) &", "httpd & # now"}) {
            a.run(script);
            assertThat(a.findings())
                    .as(script)
                    .containsExactly(
                            "run: error: its last command is in the background, so that the script ends at once; "
                                    + "remove the & and begin the line with exec");
        }
    }

    @Test
    void daemonsStayInTheForeground() {
        String reason = " goes into the background, so that supervise starts it again and again; ";
        a.run("exec setuidgid www memcached -m 64 -d");
        finds("run: error: memcached" + reason + "remove -d");
        a.run("exec redis-server --daemonize yes");
        finds("run: error: redis-server" + reason + "remove --daemonize yes");
        a.run("exec sshd -e");
        finds("run: error: sshd" + reason + "add -D");
        a.run("exec mongod --fork");
        finds(
                "run: error: mongod is in no directory of PATH; install it, or give its full name",
                "run: error: mongod" + reason + "remove --fork");
        for (String right : new String[] {
            "sshd -eD",
            "sshd $OPTIONS",
            "memcached -m 64",
            "redis-server --daemonize no",
            "softlimit -o 1000 -d 200000000 memcached -m 64",
            "fghack memcached -d",
            "fghack sh -c 'memcached -d &'"
        }) {
            a.run("exec " + right);
            assertThat(a.findings()).as(right).isEmpty();
        }
    }

    @Test
    void finishIsNotForRunit() {
        String reason =
                "finish: warning: compares its argument with -1, which runit passes if a signal has ended the service; "
                        + "compare it with 256, or with both";
        a.run("exec sleep 9");
        for (String test : new String[] {
            "[ \"$1\" = -1 ] && exit",
            "if test $1 -eq -1; then exit; fi",
            "[ -1 = \"$1\" ]",
            "case $1 in\n -1) exit ;;\nesac",
            "code=$1\n[ \"$code\" -ne \"-1\" ]",
            "case \"$1\" in 0|-1) ;; esac"
        }) {
            a.script("finish", "#!/bin/sh\n" + test + "\n");
            assertThat(a.findings()).as(test).containsExactly(reason);
        }
        for (String right : new String[] {
            "[ \"$1\" = 256 ] && exit",
            "case $1 in -1|256) exit;; esac",
            "tail -1 \"$1\"",
            "kill -1 $PID",
            "echo '[ $1 = -1 ]'",
            "exec finish-exec \"$@\""
        }) {
            a.script("finish", "#!/bin/sh\n" + right + "\n");
            assertThat(a.findings()).as(right).isEmpty();
        }
    }

    @Test
    void otherProgramsAreExecutable() {
        a.run("exec sleep 9")
                .file("finish", "#!/bin/sh\n")
                .script("check", "#!/bin/bsh\n")
                .script("data/check", "exit\n");
        finds(
                "check: error: its interpreter /bin/bsh does not exist; install it, or correct the first line",
                "data/check: error: does not begin with #!; make #!/bin/sh its first line",
                "finish: error: cannot be used: not an executable file; chmod +x finish");
    }

    @Test
    void settingsAreThoseOfSupervise() {
        a.run("exec sleep 9")
                .file("notification-fd", "2\n")
                .file("timeout-kill", "five\n")
                .file("down-signal", "INT\n");
        finds(
                "notification-fd: error: cannot be used: not a descriptor from 3 to 1023: 2; correct it; supervise(8) describes it",
                "timeout-kill: error: cannot be used: not a number: five; correct it; supervise(8) describes it");
    }

    @Test
    void settingsHaveAnEffect() {
        a.run("exec sleep 9").file("timeout-finish", "1\n").file("flag-timeout-killpg", "");
        finds(
                "timeout-finish: warning: has no effect without finish; add that, or remove it",
                "flag-timeout-killpg: warning: has no effect without timeout-kill; add that, or remove it");
        a.script("finish", "#!/bin/sh\n").file("timeout-kill", "1\n");
        finds();
    }

    @Test
    void filesOfOtherSuitesAreReported() {
        a.run("exec sleep 9")
                .file("type", "longrun\n")
                .file("start", "")
                .script("control/t", "#!/bin/sh\n")
                .file("env/A", "1");
        finds(
                "type: warning: is a file of s6-rc and has no effect here; remove it",
                "control: warning: is a file of runit and has no effect here; remove it");
        a.machine().tree().setPermissions("/service/a/start", 0755);
        assertThat(a.findings())
                .contains("start: warning: is a file of daemontools-encore and has no effect here; remove it");
    }

    @Test
    void onlyTheOwnerMayWrite() {
        a.run("exec sleep 9").logRun("exec multilog t ./main").directory("env").script("finish", "#!/bin/sh\n");
        for (String name : new String[] {"", "/run", "/env", "/finish", "/log", "/log/run"}) {
            a.machine().tree().setPermissions("/service/a" + name, 0777);
        }
        String reason =
                ": error: is writable for everybody, who can thus execute programs as the user of supervise; chmod o-w ";
        assertThat(a.findings())
                .containsExactlyInAnyOrder(
                        "." + reason + ".",
                        "run" + reason + "run",
                        "env" + reason + "env",
                        "finish" + reason + "finish",
                        "log" + reason + "log",
                        "log/run" + reason + "log/run");
    }

    @Test
    void superviseIsADirectoryOfItsOwn() {
        a.run("exec sleep 9").file("supervise", "");
        finds("supervise: error: is not a directory; remove it; supervise makes it");
        a.machine().tree().remove("/service/a/supervise");
        a.machine().tree().link("/service/a/supervise", "/run/a/supervise");
        finds("supervise: error: is a link to /run/a/supervise, and /run/a does not exist; mkdir /run/a");
        a.machine().tree().directory("/run/a");
        finds();
        a.machine().tree().remove("/service/a/supervise");
        a.file("supervise/control", "");
        finds("supervise/control: warning: is not a FIFO; rm -r supervise while no supervise runs");
    }
}
