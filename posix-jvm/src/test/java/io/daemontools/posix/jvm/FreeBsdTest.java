package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.constants.Constant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers that a JVM uses on FreeBSD are those of {@code freebsd.c}, which a C compiler checks against FreeBSD's headers. */
class FreeBsdTest {
    private static final Path FACTS = Path.of("../posix-native/src/main/c/freebsd.c");
    private static final Pattern VALUE = Pattern.compile("VALUE\\((\\w+), (-?\\w+)\\);");
    private static final Pattern SIZE = Pattern.compile("SIZE\\((?:struct )?(\\w+), (\\d+)\\);");
    private static final Pattern FIELD = Pattern.compile("FIELD\\((?:struct )?(\\w+), (\\w+), (\\d+), (\\d+)\\);");

    /** The signals that HotSpot changes, which {@link InheritedState} restores. */
    private static final String CHANGED = "PIPE QUIT USR2 XFSZ BUS FPE ILL SEGV";

    /** Errors of Linux. */
    private static final Set<Errno> NOT_OF_FREEBSD = Set.of(
            Errno.UNKNOWN,
            Errno.ENOSTR,
            Errno.ETIME,
            Errno.ENOSR,
            Errno.ENONET,
            Errno.EADV,
            Errno.ESRMNT,
            Errno.ECOMM,
            Errno.EREMCHG);

    private final Map<String, Long> facts = facts();

    /** Values by name, sizes of types by {@code SIZEOF_} and their name, places of fields by theirs; names in capitals. */
    private static Map<String, Long> facts() {
        Map<String, Long> facts = new HashMap<>();
        try {
            for (String line : Files.readAllLines(FACTS)) {
                Matcher value = VALUE.matcher(line);
                Matcher size = SIZE.matcher(line);
                Matcher field = FIELD.matcher(line);
                if (value.matches()) {
                    facts.put(value.group(1), Long.decode(value.group(2)));
                } else if (size.matches()) {
                    facts.put("SIZEOF_" + size.group(1).toUpperCase(Locale.ROOT), Long.decode(size.group(2)));
                } else if (field.matches()) {
                    facts.put(field.group(2).toUpperCase(Locale.ROOT), Long.decode(field.group(3)));
                }
            }
        } catch (IOException error) {
            throw new AssertionError(error);
        }
        return facts;
    }

    private void same(String fact, long value) {
        assertThat(facts).as(fact).containsEntry(fact, value);
    }

    private static long number(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException error) {
            throw new AssertionError(error);
        }
    }

    @Test
    void numbersAreThoseOfTheHeaders() {
        List<Field> fields = Arrays.stream(FreeBsd.class.getDeclaredFields())
                .filter(field -> !Modifier.isPrivate(field.getModifiers()) && !field.isSynthetic())
                .toList();
        assertThat(fields).hasSizeGreaterThan(40);
        for (Field field : fields) {
            // C's numbers of event notes are unsigned.
            long number = field.getName().equals("NOTE_EXIT") ? number(field) & 0xffffffffL : number(field);
            same(field.getName(), number);
        }
    }

    /** Those that the code takes to be the same on all systems. */
    @Test
    void numbersForAllSystemsAreThoseOfTheHeaders() {
        same("F_GETFD", JvmDescriptors.F_GETFD);
        same("F_SETFD", JvmDescriptors.F_SETFD);
        same("F_GETFL", JvmDescriptors.F_GETFL);
        same("F_SETFL", JvmDescriptors.F_SETFL);
        same("FD_CLOEXEC", JvmDescriptors.FD_CLOEXEC);
        same("LOCK_EX", JvmDescriptors.LOCK_EX);
        assertThat((long) JvmDescriptors.LOCK_EX_NB).isEqualTo(facts.get("LOCK_EX") | facts.get("LOCK_NB"));
        same("F_TLOCK", JvmDescriptors.F_TLOCK);
        same("SEEK_SET", JvmDescriptors.SEEK_SET);
        same("POSIX_SPAWN_SETPGROUP", PosixSpawn.SETPGROUP);
        same("WNOHANG", JvmProcesses.WNOHANG);
        same("RU_MAXRSS", JvmProcesses.MAXRSS);
        assertThat(facts.get("SIZEOF_RUSAGE")).isLessThanOrEqualTo(JvmProcesses.USAGE_SIZE);
        same("PW_UID", JvmIdentity.USER);
        same("PW_GID", JvmIdentity.GROUP);
        same("DT_UNKNOWN", JvmListing.DT_UNKNOWN);
        same("DT_DIR", JvmListing.DT_DIR);
        same("DT_LNK", JvmListing.DT_LNK);
        same("AF_UNIX", JvmSockets.AF_UNIX);
        same("SUN_PATH", JvmSockets.FAMILY_SIZE);
        same("SCM_RIGHTS", SocketMessage.SCM_RIGHTS);
        same("MSG_IOV", SocketMessage.BLOCKS);
        same("MSG_IOVLEN", SocketMessage.BLOCK_COUNT);
        same("MSG_CONTROL", SocketMessage.CONTROL);
        same("MSG_CONTROLLEN", SocketMessage.CONTROL_SIZE);
        same("POLLIN", Poll.POLLIN);
        same("POLLOUT", Poll.POLLOUT);
        same("SIZEOF_POLLFD", Poll.ENTRY);
        same("EVENTS", Poll.ASKED);
        same("REVENTS", Poll.ANSWERED);
        same("SIZEOF_RLIMIT", SoftLimits.SIZE);
        same("RLIM_MAX", SoftLimits.HARD);
        same("CLOCK_REALTIME", JvmClocks.CLOCK_REALTIME);
        same("TM_YEAR", JvmClocks.TM_YEAR);
        same("TM_MON", JvmClocks.TM_MONTH);
        same("TM_MDAY", JvmClocks.TM_DAY);
        same("TM_HOUR", JvmClocks.TM_HOUR);
        same("TM_MIN", JvmClocks.TM_MINUTE);
        same("TM_SEC", JvmClocks.TM_SECOND);
        assertThat(facts.get("SIZEOF_SIGSET_T")).isLessThanOrEqualTo(Signals.SET_SIZE);
    }

    /** What jnr-constants has for FreeBSD on a processor, of some sets. */
    private static Map<String, Long> constants(String processor, String... sets) {
        Map<String, Long> values = new TreeMap<>();
        for (String set : sets) {
            for (Constant constant : Constants.all("freebsd", processor, set)) {
                values.put(constant.name(), constant.longValue());
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "aarch64"})
    void jnrConstantsHasTheErrorNumbers(String processor) {
        Map<String, Long> values = constants(processor, "Errno");
        for (Errno errno : Errno.values()) {
            if (!NOT_OF_FREEBSD.contains(errno)) {
                assertThat(values).containsEntry(errno.name(), facts.get(errno.name()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "aarch64"})
    void jnrConstantsHasTheOtherNumbers(String processor) {
        Map<String, Long> values = constants(processor, "Signal", "OpenFlags", "RLIMIT", "Sock");
        Stream<String> signals = Stream.concat(
                Arrays.stream(Signal.values())
                        .filter(signal -> signal != Signal.PWR && signal != Signal.RTMIN_3)
                        .map(Signal::name),
                Stream.of(CHANGED.split(" ", -1)));
        Stream<String> others = Stream.concat(
                Stream.of("O_RDONLY O_WRONLY O_RDWR O_NONBLOCK O_CLOEXEC O_CREAT O_APPEND O_NOFOLLOW O_TRUNC SOCK_DGRAM"
                        .split(" ", -1)),
                Arrays.stream(Resource.values()).map(SoftLimits::name));
        Set<String> names =
                Stream.concat(signals.map(name -> "SIG" + name), others).collect(Collectors.toSet());
        assertThat(facts).containsKeys(names.toArray(new String[0]));
        for (String name : names) {
            assertThat(values).as(name).containsEntry(name, facts.get(name));
        }
    }
}
