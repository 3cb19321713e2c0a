package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each kind of finding, with its neighbours that are right. */
class FindingsTest extends LintFixture {
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
