package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.service.FailureReason;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.Want;

/** One JSON document. {@code docs/svls.schema.json} describes it. Members that s6-svstat has, too, have its names. */
final class JsonFormat implements Format {
    private final Output output;
    private final Json json;
    private long now;

    JsonFormat(Output output) {
        this.output = output;
        json = new Json(output);
    }

    @Override
    public void begin(long moment) {
        now = moment;
        json.begin('{').name("version").value(1);
        json.name("time").plain(Texts.rfc3339(now));
        json.name("services").begin('[');
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        output.put((byte) '\n');
        json.begin('{').name("name").text(TableFormat.name(directory));
        json.name("directory").text(directory);
        putService(service);
        json.name("logger");
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
        json.name("state").plain(service.state().text());
        json.name("problem");
        textOrNone(files.problem() == null ? null : Texts.problem(files.problem()));
        json.name("supervised").value(files.supervised());
        json.name("up").value(files.up());
        json.name("wantedup").value(live && files.want() == Want.UP);
        json.name("normallyup").value(files.normallyUp());
        json.name("ready").value(live && state != null && state.ready());
        json.name("paused").value(live && files.paused());
        json.name("finishing").value(live && files.finishing());
        json.name("adopted").value(live && service.adopted());
        json.name("pid");
        numberOrNone(files.pid() & 0xffff_ffffL, live && files.pid() != 0);
        putTime("updown", files.since(), known);
        putTime("ready", state == null ? 0 : state.readySince(), live);
        putEnd(service.lastEnd());
        json.name("restarts");
        numberOrNone(service.restarts(), files.hasHistory());
        putState(state, live);
        json.name("memory");
        numberOrNone(service.memory(), service.memory() != ProcessMemory.UNKNOWN);
    }

    /** A time as a TAI64N label, by RFC 3339, and in seconds that have passed. */
    private void putTime(String name, long time, boolean known) {
        boolean is = known && time > 0;
        json.name(name + "since");
        textOrNone(is ? Texts.tai64n(time) : null);
        json.name(name + "time");
        textOrNone(is ? Texts.rfc3339(time) : null);
        json.name(name + "for");
        numberOrNone(Math.max(0, now - time) / Clocks.SECOND, is);
    }

    private void putEnd(RunEnd end) {
        boolean known = end != null && end.statusKnown();
        boolean crashed = known && end.status().crashed();
        json.name("exitcode");
        numberOrNone(known ? end.status().exitCode() : 0, known && !crashed);
        json.name("signal");
        textOrNone(crashed ? Texts.signal(end.status().signal()) : null);
        json.name("signum");
        numberOrNone(crashed ? end.status().signal() : 0, crashed);
        json.name("endtime");
        textOrNone(end == null ? null : Texts.rfc3339(end.time()));
    }

    private void putState(ServiceState state, boolean live) {
        boolean is = live && state != null;
        json.name("starts");
        numberOrNone(is ? state.starts() : 0, is);
        json.name("ends");
        numberOrNone(is ? state.ends() : 0, is);
        json.name("deadline");
        textOrNone(is && state.deadline() > 0 ? Texts.rfc3339(state.deadline()) : null);
        json.name("failure");
        textOrNone(is && state.phase() == ServicePhase.FAILED ? failure(state.failure()) : null);
        json.name("text");
        if (is && state.textLength() > 0) {
            json.text(Bytes.text(state.text(), state.textLength()));
        } else {
            json.none();
        }
    }

    private static String failure(FailureReason reason) {
        return reason == FailureReason.RESTART_LIMIT ? "restart-limit" : "finish";
    }

    private void textOrNone(String text) {
        if (text == null) {
            json.none();
        } else {
            json.plain(text);
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
        output.put((byte) '\n');
        output.flush();
    }
}
