package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.PosixException;
import io.daemontools.service.FailureReason;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.Want;

/** One JSON document. {@code docs/svls.schema.json} describes it. Members that s6-svstat has, too, have its names. */
final class JsonFormat implements Format {
    private static final byte[] NAME = Json.member("name");
    private static final byte[] DIRECTORY = Json.member("directory");
    private static final byte[] STATE = Json.member("state");
    private static final byte[] PROBLEM = Json.member("problem");
    private static final byte[] SUPERVISED = Json.member("supervised");
    private static final byte[] UP = Json.member("up");
    private static final byte[] WANTED_UP = Json.member("wantedup");
    private static final byte[] NORMALLY_UP = Json.member("normallyup");
    private static final byte[] READY = Json.member("ready");
    private static final byte[] PAUSED = Json.member("paused");
    private static final byte[] FINISHING = Json.member("finishing");
    private static final byte[] ADOPTED = Json.member("adopted");
    private static final byte[] PID = Json.member("pid");
    private static final byte[] UPDOWN_SINCE = Json.member("updownsince");
    private static final byte[] UPDOWN_TIME = Json.member("updowntime");
    private static final byte[] UPDOWN_FOR = Json.member("updownfor");
    private static final byte[] READY_SINCE = Json.member("readysince");
    private static final byte[] READY_TIME = Json.member("readytime");
    private static final byte[] READY_FOR = Json.member("readyfor");
    private static final byte[] EXIT_CODE = Json.member("exitcode");
    private static final byte[] SIGNAL = Json.member("signal");
    private static final byte[] SIGNAL_NUMBER = Json.member("signum");
    private static final byte[] END_TIME = Json.member("endtime");
    private static final byte[] END_CAUSE = Json.member("endcause");
    private static final byte[] RESTARTS = Json.member("restarts");
    private static final byte[] STARTS = Json.member("starts");
    private static final byte[] ENDS = Json.member("ends");
    private static final byte[] DEADLINE = Json.member("deadline");
    private static final byte[] FAILURE = Json.member("failure");
    private static final byte[] TEXT = Json.member("text");
    private static final byte[] MEMORY = Json.member("memory");
    private static final byte[] LOGGER = Json.member("logger");

    /** What many services have. */
    private static final byte[] NOT_READY = none("readysince", "readytime", "readyfor");

    private static final byte[] NO_END = none("exitcode", "signal", "signum", "endtime", "endcause");
    private static final byte[] NO_STATE = none("starts", "ends", "deadline", "failure", "text");

    private final Text text;
    private final Json json;
    private final Times times = new Times();
    private long now;

    JsonFormat(Output output) {
        text = new Text(output);
        json = new Json(text);
    }

    /** These members with null. */
    private static byte[] none(String... names) {
        StringBuilder members = new StringBuilder();
        for (String name : names) {
            members.append(members.length() == 0 ? "\"" : ",\"").append(name).append("\":null");
        }
        return Bytes.of(members.toString());
    }

    @Override
    public void begin(long moment) {
        now = moment;
        json.begin('{').name(Json.member("version")).value(1);
        json.name(Json.member("time"));
        timeOrNone(now, true);
        json.name(Json.member("services")).begin('[');
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        text.put('\n');
        json.begin('{').name(NAME).text(TableFormat.name(directory));
        json.name(DIRECTORY).text(directory);
        putService(service);
        json.name(LOGGER);
        if (logger == null) {
            json.none();
        } else {
            json.begin('{');
            putService(logger);
            json.end('}');
        }
        json.end('}');
    }

    private void putService(ServiceView service) {
        ServiceReader files = service.files();
        boolean known = files.hasStatus() && files.problem() == null;
        boolean live = known && files.supervised();
        ServiceState state = files.state();
        json.name(STATE).plain(service.state().bytes());
        json.name(PROBLEM);
        textOrNone(files.problem() == null ? null : Texts.problem(files.problem()));
        putTruths(service, live);
        json.name(PID);
        numberOrNone(files.pid() & 0xffff_ffffL, live && files.pid() != 0);
        long since = known ? files.since() : 0;
        putTime(UPDOWN_SINCE, UPDOWN_TIME, UPDOWN_FOR, since);
        if (live && state != null) {
            putTime(READY_SINCE, READY_TIME, READY_FOR, state.readySince());
        } else {
            json.raw(NOT_READY);
        }
        if (service.lastEnd() == null) {
            json.raw(NO_END);
        } else {
            putEnd(service.lastEnd());
        }
        json.name(RESTARTS);
        numberOrNone(service.restarts(), files.hasHistory());
        if (live && state != null) {
            putState(state);
        } else {
            json.raw(NO_STATE);
        }
        json.name(MEMORY);
        long memory = service.memory();
        numberOrNone(memory, memory != ProcessUse.UNKNOWN);
    }

    private void putTruths(ServiceView service, boolean live) {
        ServiceReader files = service.files();
        ServiceState state = files.state();
        boolean known = files.conditionKnown();
        json.name(SUPERVISED);
        truthOrNone(files.supervised(), files.supervisionKnown());
        json.name(UP);
        truthOrNone(files.up(), known);
        json.name(WANTED_UP);
        truthOrNone(live && files.want() == Want.UP, known);
        json.name(NORMALLY_UP);
        putNormallyUp(files);
        json.name(READY);
        truthOrNone(live && state != null && state.ready(), known);
        json.name(PAUSED);
        truthOrNone(live && files.paused(), known);
        json.name(FINISHING);
        truthOrNone(live && files.finishing(), known);
        json.name(ADOPTED);
        truthOrNone(live && service.adopted(), known);
    }

    private void putNormallyUp(ServiceReader files) {
        boolean down;
        try {
            down = files.down();
        } catch (PosixException unknown) {
            json.none();
            return;
        }
        json.value(!down);
    }

    private void truthOrNone(boolean truth, boolean known) {
        if (known) {
            json.value(truth);
        } else {
            json.none();
        }
    }

    /** A time as a TAI64N label, by RFC 3339, and in seconds that have passed; 0 if it is not known. */
    private void putTime(byte[] asLabel, byte[] asTime, byte[] asSeconds, long time) {
        boolean known = time > 0;
        json.name(asLabel);
        if (known) {
            times.tai64n(time, json.beginText());
            json.quote();
        } else {
            json.none();
        }
        json.name(asTime);
        timeOrNone(time, known);
        json.name(asSeconds);
        numberOrNone(Math.max(0, now - time) / Clocks.SECOND, known);
    }

    private void putEnd(RunEnd end) {
        boolean known = end.statusKnown();
        boolean crashed = known && end.status().crashed();
        json.name(EXIT_CODE);
        numberOrNone(known ? end.status().exitCode() : 0, known && !crashed);
        json.name(SIGNAL);
        textOrNone(crashed ? Texts.signal(end.status().signal()) : null);
        json.name(SIGNAL_NUMBER);
        numberOrNone(crashed ? end.status().signal() : 0, crashed);
        json.name(END_TIME);
        timeOrNone(end.time(), true);
        json.name(END_CAUSE);
        textOrNone(cause(end));
    }

    private static String cause(RunEnd end) {
        return switch (end.cause()) {
            case NONE -> null;
            case COMMAND -> "command";
            case TIMEOUT -> "timeout";
            case WATCHDOG -> "watchdog";
        };
    }

    private void putState(ServiceState state) {
        json.name(STARTS).value(state.starts());
        json.name(ENDS).value(state.ends());
        json.name(DEADLINE);
        timeOrNone(state.deadline(), state.deadline() > 0);
        json.name(FAILURE);
        textOrNone(state.phase() == ServicePhase.FAILED ? failure(state.failure()) : null);
        json.name(TEXT);
        if (state.textLength() > 0) {
            json.text(Bytes.text(state.text(), state.textLength()));
        } else {
            json.none();
        }
    }

    private static String failure(FailureReason reason) {
        return reason == FailureReason.RESTART_LIMIT ? "restart-limit" : "finish";
    }

    private void textOrNone(String plain) {
        if (plain == null) {
            json.none();
        } else {
            json.plain(Bytes.of(plain));
        }
    }

    private void timeOrNone(long time, boolean known) {
        if (known) {
            times.rfc3339(time, json.beginText());
            json.quote();
        } else {
            json.none();
        }
    }

    private void numberOrNone(long number, boolean known) {
        if (known) {
            json.value(number);
        } else {
            json.none();
        }
    }

    @Override
    public void end() {
        json.end(']');
        json.end('}');
        text.put('\n');
        text.flush();
    }
}
