package io.daemontools.svlint;

import java.util.ArrayList;
import java.util.List;

/** What the commands of a script do before its program, so that files and accounts that are there now do not count. */
final class Preparations {
    private static final List<String> CHANGE_DIRECTORY = List.of("cd", "pushd", "eval", ".", "source");
    private static final List<String> MAKE_FILES =
            List.of("mkdir", "install", "chown", "chgrp", "chmod", "cp", "ln", "mount", "tar", "rsync");

    /** Those that add an account, which they name; {@code adduser} also adds one to a group. */
    private static final List<String> ADD_ACCOUNTS = List.of("useradd", "adduser", "addgroup", "groupadd", "pw");

    /** Those that add accounts of which they name the files. */
    private static final List<String> ADD_ANY_ACCOUNT = List.of("systemd-sysusers", "newusers");

    private final List<String> accounts = new ArrayList<>();
    private boolean elsewhere;
    private boolean makesFiles;
    private boolean addsAnyAccount;

    /** A script begins. */
    void reset() {
        accounts.clear();
        elsewhere = false;
        makesFiles = false;
        addsAnyAccount = false;
    }

    /** Such a command is next. */
    void add(SimpleCommand command) {
        String name = Program.baseName(command.name());
        elsewhere |= CHANGE_DIRECTORY.contains(name);
        makesFiles |= MAKE_FILES.contains(name);
        addsAnyAccount |= ADD_ANY_ACCOUNT.contains(name);
        if (ADD_ACCOUNTS.contains(name)) {
            for (Word word : command.words()) {
                addsAnyAccount |= !word.literal();
                accounts.add(word.text());
            }
        }
    }

    /** Whether it may have changed its directory, so that other relative names are meant. */
    boolean elsewhere() {
        return elsewhere;
    }

    /** Whether it makes or changes files. */
    boolean makeFiles() {
        return makesFiles;
    }

    /** Whether it may add an account. */
    boolean mayAdd(String account) {
        return addsAnyAccount || accounts.contains(account);
    }
}
