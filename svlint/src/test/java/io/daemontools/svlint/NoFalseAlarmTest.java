package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is found in service directories such as other programs make, and have had for decades. */
class NoFalseAlarmTest {
    private final Linted a = new Linted();

    private void findsNothing() {
        assertThat(a.findings()).isEmpty();
        assertThat(a.messages()).isEmpty();
    }

    private void account(String name, int user, int group) {
        a.account(name, user, group);
    }

    /** As {@code dnscache-conf} makes it: with the set-group-ID bit, and a log directory of the logger's account. */
    @Test
    void dnscache() {
        account("Gdnscache", 51, 51);
        account("Gdnslog", 52, 52);
        a.program("/usr/local/bin/dnscache");
        a.run(
                "exec 2>&1",
                "exec <seed",
                "exec envdir ./env sh -c '",
                "  exec envuidgid Gdnscache softlimit -o250 -d \"$DATALIMIT\" /usr/local/bin/dnscache",
                "'");
        a.logRun("exec setuidgid Gdnslog multilog t ./main");
        a.file("seed", "\u0001")
                .file("env/ROOT", "/service/a/root\n")
                .file("root/ip/127.0.0.1", "")
                .file("log/status", "");
        a.file("log/main/current", "");
        for (String name : List.of("log/main", "log/status", "log/main/current")) {
            a.machine().tree().setOwner("/service/a/" + name, 52, 52);
        }
        for (String name : List.of("", "/env", "/log", "/log/main", "/root")) {
            a.machine().tree().setPermissions("/service/a" + name, 03755);
        }
        findsNothing();
    }

    @Test
    void tinydnsAndAxfrdns() {
        account("Gtinydns", 53, 53);
        a.program("/usr/bin/tinydns").program("/usr/bin/axfrdns").file("env/IP", "127.0.0.1\n");
        a.run("exec 2>&1", "exec envuidgid Gtinydns envdir ./env softlimit -d300000 /usr/bin/tinydns");
        findsNothing();
        a.run(
                "exec 2>&1",
                "exec envdir ./env sh -c '",
                "  exec envuidgid Gtinydns softlimit -d300000 tcpserver -vDRHl0 -x tcp.cdb -- \"$IP\" 53 /usr/bin/axfrdns",
                "'");
        findsNothing();
    }

    /** In the manner of "Life with qmail". */
    @Test
    void qmail() {
        account("qmaill", 54, 55);
        a.program("/usr/local/bin/softlimit")
                .program("/usr/local/bin/setuidgid")
                .program("/usr/local/bin/multilog");
        a.program("/usr/local/bin/tcpserver");
        a.machine().tree().directory("/var/log/qmail/smtpd");
        a.machine().tree().setOwner("/var/log/qmail/smtpd", 54, 55);
        a.run(
                "QMAILDUID=`id -u qmaild`",
                "NOFILESGID=`id -g qmaild`",
                "MAXSMTPD=`cat /var/qmail/control/concurrencyincoming`",
                "if [ -z \"$QMAILDUID\" -o -z \"$MAXSMTPD\" ]; then",
                "    echo QMAILDUID or MAXSMTPD is unset in",
                "    echo $0",
                "    exit 1",
                "fi",
                "exec /usr/local/bin/softlimit -m 2000000 \\",
                "    /usr/local/bin/tcpserver -v -R -l 0 -c \"$MAXSMTPD\" \\",
                "        -u \"$QMAILDUID\" -g \"$NOFILESGID\" 0 smtp /var/qmail/bin/qmail-smtpd 2>&1");
        a.logRun(
                "exec /usr/local/bin/setuidgid qmaill /usr/local/bin/multilog t n20 s1000000 /var/log/qmail/smtpd 2>&1");
        findsNothing();
        a.program("/var/qmail/bin/qmail-start").run("exec env - PATH=\"/var/qmail/bin:$PATH\" qmail-start ./Maildir/");
        findsNothing();
        a.program("/var/qmail/rc").run("exec /var/qmail/rc");
        findsNothing();
    }

    /** Debian's runit has an interpreter of its own, which does nothing if the program is not installed. */
    @Test
    void debiansRunit() {
        a.program("/lib/runit/invoke-run")
                .script("finish", "#!/bin/sh\nset -e\n\nexec /lib/runit/finish-exec \"$@\"\n");
        a.script("control/t", "#!/bin/sh\n\n/usr/sbin/apache2ctl stop && exit 0\nexit 1\n");
        a.script("check", "#!/bin/sh\ntest -S /run/socket && exit 0\nexit 1\n");
        a.file("conf/interfaces", "INTERFACES=\n")
                .file(".meta/bin", "/usr/sbin/apache2\n")
                .file(".meta/logscript", "");
        a.directory("log");
        for (String last : List.of(
                "exec /usr/sbin/apache2 -DNO_DETACH",
                "exec cron -f",
                "exec chronyd -d $DAEMON_OPTS",
                "exec atd -f -d",
                "exec chpst -m12000000 dhclient -d ${INTERFACES:-}",
                "exec /usr/sbin/exim4 -bd -d -q${QUEUE} $OPTIONS",
                "exec dbus-daemon --system --nofork --nopidfile ",
                "exec chpst -u mysql9 /usr/sbin/mysqld --skip-log-error",
                "exec /usr/sbin/rsyslogd -n -iNONE",
                "exec   /usr/sbin/haveged  -F $ARGS",
                "exec /usr/sbin/ntpd -d -s")) {
            a.script(
                    "run",
                    "#!/usr/bin/env /lib/runit/invoke-run\n#License: CC0\n\n[ ! -d /run/x ] && mkdir /run/x\nexec 2>&1\n"
                            + "sv start dbus || exit 170\nif [ -e /etc/runit/verbose ]; then\n"
                            + "\techo \"invoke-run: starting ${PWD##*/}\"\nfi\n" + last + "\n");
            a.program("/usr/bin/env");
            assertThat(a.findings()).as(last).isEmpty();
        }
    }

    @Test
    void debiansLoggerForRunit() {
        a.run("exec sleep 9");
        a.logRun(
                "UPDIR=$(dirname $PWD)",
                "SERVICE=${UPDIR##*/}",
                "LOGDIR=/var/log/runit/$SERVICE",
                "LOGUSER=runit-log",
                "if [ -r ./conf ]; then",
                "    . ./conf",
                "fi",
                "[ ! -d \"$LOGDIR\" ] && install -m 750 -o $LOGUSER -g adm -d \"$LOGDIR\"",
                "exec chpst -u ${LOGUSER} svlogd -tt -b 2048 \"$LOGDIR\"");
        findsNothing();
    }

    @Test
    void theScriptMayAddItsAccount() {
        for (String first : List.of(
                "getent passwd svcuser >/dev/null || useradd -r svcuser",
                "id svcuser || /usr/sbin/adduser --system svcuser",
                "if ! id svcuser; then pw useradd svcuser -s /bin/sh; fi",
                "make_user() { adduser -D \"$1\"; }\nmake_user svcuser",
                "systemd-sysusers ./users.conf")) {
            for (String chain :
                    List.of("setuidgid svcuser", "envuidgid svcuser", "sh -c 'exec setuidgid svcuser sleep 9'")) {
                a.run(first, "exec " + chain + " sleep 9");
                assertThat(a.findings()).as(first + ' ' + chain).isEmpty();
            }
        }
        a.run("useradd -r other", "exec setuidgid svcuser sleep 9");
        assertThat(a.findings())
                .containsExactly(
                        "run: error: there is no account svcuser; add it, or name one that getent passwd shows");
    }

    @Test
    void aFileOfFunctionsMayHaveTheLastCommand() {
        a.file("functions.sh", "start_daemon() { exec sleep 9; }\n");
        for (String source : List.of(". ./functions.sh", "source ./functions.sh", "[ ! -r f ] || . f")) {
            a.run(source, "start_daemon -f");
            assertThat(a.findings()).as(source).isEmpty();
        }
        for (String program : List.of("sleep", "/opt/daemon", "$DAEMON")) {
            a.run(". ./functions.sh", program + " -f");
            assertThat(a.findings())
                    .as(program)
                    .contains("run: warning: its last command has no exec, so that signals go to the shell and not to "
                            + "the program; begin its last line with exec");
        }
    }

    /** Which sh -c does not change. */
    @Test
    void aScriptOfAShellRunsInTheSameDirectory() {
        a.run("cd /srv", "exec sh -c 'exec ./server'");
        findsNothing();
    }

    /** Those of the page of examples. */
    @Test
    void examples() {
        account("nobody", 65534, 65534);
        a.program("/usr/bin/node").run("exec 2>&1", "rm -f hello.socket", "exec setuidgid nobody node server.js");
        a.logRun("exec setuidgid nobody multilog t ./main").directory("log/main");
        a.machine().tree().setOwner("/service/a/log/main", 65534, 0);
        a.machine().tree().setOwner("/service/a", 65534, 0);
        findsNothing();
        a.run(
                "exec 2>&1",
                "exec setuidgid nobody softlimit -o 1000 -d 200000000 memcached -m 64 -s \"$PWD/memcached.socket\"");
        findsNothing();
        a.file("env/PORT", "8080\n");
        a.run("exec envdir ./env sh -c 'echo \"port $PORT, root $ROOT\" >seen; exec sleep 1000'");
        findsNothing();
        a.run("exec fghack sh -c '(sleep 0.2; echo done) &'");
        findsNothing();
        a.run("exec setlock -n job.lock sleep 9");
        findsNothing();
        a.logRun("exec multilog t s1000000 n10 ./busy/all '-*' '+* error: *' s100000 n20 ./busy/errors")
                .directory("log/busy");
        findsNothing();
    }

    /** Of s6 and of runit, which supervise understands, too. */
    @Test
    void settingsOfOtherSuites() {
        a.run("exec sleep 9").script("finish", "#!/bin/sh\n[ \"$1\" = 256 ] && echo \"$2\"\nexit 0\n");
        a.file("timeout-finish", "5000\n")
                .file("notification-fd", "3")
                .file("timeout-kill", "3000")
                .file("down-signal", "SIGTERM");
        a.script("data/check", "#!/bin/sh\nexit 0\n").file("down", "").file("env/A", "");
        findsNothing();
    }
}
