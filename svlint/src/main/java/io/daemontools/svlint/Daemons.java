package io.daemontools.svlint;

import java.util.List;

/** Programs that go into the background with a known option, or without one. */
final class Daemons {
    /**
     * A program, an option with which it goes into the background, and what to do if that is not to remove the option. Two words
     * are an option and its value.
     */
    private static final String[][] WITH = {
        {"memcached", "-d"},
        {"redis-server", "--daemonize yes"},
        {"valkey-server", "--daemonize yes"},
        {"mysqld", "--daemonize"},
        {"mongod", "--fork"},
        {"haproxy", "-D"},
        {"pgbouncer", "-d"},
        {"php-fpm", "-D"},
        {"php-fpm", "--daemonize"},
        {"gunicorn", "-D"},
        {"gunicorn", "--daemon"},
        {"unicorn", "-D"},
        {"unicorn", "--daemonize"},
        {"puma", "--daemon"},
        {"uwsgi", "--daemonize"},
        {"openvpn", "--daemon"},
        {"hostapd", "-B"},
        {"wpa_supplicant", "-B"},
        {"dbus-daemon", "--fork"},
        {"ssh", "-f"},
        {"autossh", "-f"},
        {"icecast", "-b"},
        {"avahi-daemon", "-D"},
        {"mdadm", "--daemonise"},
        {"nginx", "-g daemon on;"},
        {"start-stop-daemon", "--background"},
        {"start-stop-daemon", "-b"},
        {"pg_ctl", "start", "execute postgres itself"},
        {"apachectl", "start", "use -D FOREGROUND in place of start"},
        {"apache2ctl", "start", "use -D FOREGROUND in place of start"},
        {"httpd", "-k start", "use -D FOREGROUND in place of -k start"},
        {"apache2", "-k start", "use -D FOREGROUND in place of -k start"},
    };

    /**
     * A program that goes into the background, and after it the options with which it does not, the first of which is the
     * one to use. No file that it reads can change that. A letter may be in a cluster.
     */
    private static final String[][] WITHOUT = {
        {"sshd", "-D", "-d", "-i", "-t", "-T", "-V", "-G"},
        {"cron", "-f", "-n", "-x"},
        {"crond", "-f", "-n", "-d", "-x"},
        {"atd", "-f", "-d"},
        {"ntpd", "-n", "-d", "-D", "-q"},
        {"chronyd", "-n", "-d", "-q", "-Q", "-p"},
        {"named", "-f", "-g", "-v", "-V"},
        {"rsyslogd", "-n", "-N", "-v"},
        {"dropbear", "-F"},
        {"lighttpd", "-D", "-t", "-p", "-1", "-v"},
        {"acpid", "-f", "-d", "-l"},
        {"smartd", "-n", "-d", "-q", "--no-fork"},
        {"snmpd", "-f"},
        {"varnishd", "-F", "-d", "-C", "-V", "-x"},
        {"cupsd", "-f", "-F", "-t"},
        {"dovecot", "-F", "-a", "-n"},
        {"dhclient", "-d", "-1", "-r", "-x"},
        {"haveged", "-F", "--Foreground", "-n"},
        {"proftpd", "-n", "-t", "--nodaemon", "--configtest"},
    };

    private Daemons() {}

    /** What to do so that a program stays in the foreground; null if it is not known to leave it. */
    static String cure(Program program) {
        List<Word> arguments = program.arguments();
        for (String[] known : WITH) {
            if (isNamed(program, known[0]) && has(arguments, known[1])) {
                return known.length > 2 ? known[2] : "remove " + known[1];
            }
        }
        for (String[] known : WITHOUT) {
            if (isNamed(program, known[0])) {
                return hasAny(arguments, known) ? null : "add " + known[1];
            }
        }
        return null;
    }

    /** The name may have a version at its end. */
    private static boolean isNamed(Program program, String name) {
        String called = program.name();
        if (!called.startsWith(name)) {
            return false;
        }
        for (int i = name.length(); i < called.length(); i++) {
            char letter = called.charAt(i);
            if (letter != '.' && letter != '-' && (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Whether an option is among the arguments. A value may follow it after {@code =}. */
    private static boolean has(List<Word> arguments, String option) {
        int blank = option.indexOf(' ');
        String first = blank < 0 ? option : option.substring(0, blank);
        String value = blank < 0 ? "" : option.substring(blank + 1);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i).text();
            boolean joined = first.startsWith("--")
                    && argument.startsWith(first.concat("=").concat(value));
            boolean apart = argument.equals(first)
                    && (value.isEmpty()
                            || (i + 1 < arguments.size()
                                    && arguments.get(i + 1).text().equals(value)));
            if (joined || apart) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the options is among the arguments, or may be: an argument that is not known may be any. */
    private static boolean hasAny(List<Word> arguments, String[] known) {
        for (Word argument : arguments) {
            if (!argument.literal()) {
                return true;
            }
            for (int i = 1; i < known.length; i++) {
                if (is(argument.text(), known[i])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean is(String argument, String option) {
        boolean letter = option.length() == 2;
        return letter
                ? argument.startsWith("-") && !argument.startsWith("--") && argument.indexOf(option.charAt(1)) > 0
                : argument.equals(option);
    }
}
