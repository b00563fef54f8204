package org.foliot.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.export.RecordedEvent;
import org.foliot.export.RecordedEvent.Kind;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.RunFacts.HostFact;
import org.foliot.report.RunFacts.MetricFact;
import org.foliot.report.RunFacts.Place;
import org.foliot.report.RunFacts.RefusalFact;
import org.foliot.report.RunFacts.ValueFact;
import org.foliot.report.RunFacts.VerdictFact;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;
import org.foliot.run.Outcome;
import org.foliot.run.ScenarioSource;

/** Runs with made-up figures, as reports show them. */
final class Views {
    static final long SECOND = 1_000_000_000_000L;
    static final long MILLI = 1_000_000_000L;
    private static final String FILE = "a/move.foliot";

    private Views() {}

    /** A guest that shares a processor, is moved after 4 s, paused for half a second meanwhile, and reads a wrong clock then. */
    static RunView moved() {
        return moved("move", "Moves a guest.", "web");
    }

    /** The same with other names. */
    static RunView moved(String name, String documentation, String guest) {
        LaneRecorder lanes = new LaneRecorder();
        String vcpu = guest + ".vcpu[0]";
        for (long at = 0; at < 4 * SECOND; at += 10 * MILLI) {
            lanes.add("src.cpu[0]", at, at + 6 * MILLI, vcpu);
            lanes.add("src.cpu[0]", at + 6 * MILLI, at + 10 * MILLI, "src.hog");
            lanes.add(vcpu, at, at + 6 * MILLI, "running");
            lanes.add(vcpu, at + 6 * MILLI, at + 10 * MILLI, "waiting");
        }
        long on = 4 * SECOND + 500 * MILLI;
        lanes.add(vcpu, 4 * SECOND, on, "paused");
        lanes.add(vcpu, on, on + 10_000_000, "in_host");
        lanes.add(vcpu, on + 10_000_000, 8 * SECOND, "running");
        lanes.add(vcpu, 8 * SECOND, 10 * SECOND, "idle");
        lanes.add("src.cpu[0]", 4 * SECOND, 10 * SECOND, "src.hog");
        lanes.add("dst.cpu[0]", 0, on, "idle");
        lanes.add("dst.cpu[0]", on, 8 * SECOND, vcpu);
        lanes.add("dst.cpu[0]", 8 * SECOND, 10 * SECOND, "offline");
        CurveRecorder curves = new CurveRecorder();
        curves.columns(List.of(vcpu + ".stolen", vcpu + ".run_delay", guest + ".clock_error", guest + ".elapsed"));
        for (int i = 0; i <= 20; i++) {
            long stolen = Math.min(i, 8) * 200L * MILLI;
            curves.sample(
                    i * 500L * MILLI,
                    new long[] {stolen, stolen + i % 3 * MILLI, i < 9 ? 0 : -500 * MILLI, i * 500L * MILLI});
        }
        List<RecordedEvent> events = List.of(
                new RecordedEvent(0, Kind.EVENT, guest, "start", "", "", FILE, 4, "guest " + guest + " on src"),
                new RecordedEvent(80_000, Kind.STAGE, guest, "kernel", "", "", "", 0, "1"),
                new RecordedEvent(2 * SECOND, Kind.REFUSED, guest, "migrate", "", "", FILE, 7, "busy: it is busy"),
                new RecordedEvent(on, Kind.EVENT, guest, "migrate", "", "", FILE, 8, "at 4 s migrate web to dst"),
                new RecordedEvent(on, Kind.MOVED, guest, "", "src", "dst", "", 0, ""));
        return new RunView(
                facts(name, documentation, guest),
                lanes.lanes(),
                lanes.grain(),
                curves.curves(),
                events,
                0,
                List.of(new ScenarioSource(
                        FILE, "move.foliot", "/** " + documentation + " */\nscenario " + name + "\n\n\n\n\n\n\n\n")));
    }

    private static RunFacts facts(String name, String documentation, String guest) {
        String vcpu = guest + ".vcpu[0]";
        Place failing = new Place(FILE, 9, "always " + vcpu + ".stolen < 1 s");
        return new RunFacts(
                manifest(name),
                documentation,
                4711,
                List.of(host("src"), host("dst")),
                List.of(new GuestFact(guest, "src", "userspace", "6.12", 1, new Place(FILE, 4, "guest " + guest))),
                List.of(
                        new VerdictFact(
                                "failed",
                                failing,
                                OptionalLong.of(2_500_000_000_123L),
                                vcpu + ".stolen < 1 s does not hold",
                                List.of(new ValueFact(vcpu + ".stolen", SECOND, "ps"))),
                        new VerdictFact(
                                "held", new Place(FILE, 10, "at end x > 0"), OptionalLong.empty(), "", List.of())),
                List.of(new RefusalFact(
                        2 * SECOND,
                        "migrate",
                        guest,
                        List.of("busy: it is busy"),
                        true,
                        new Place(FILE, 7, "at 2 s migrate " + guest + " to dst"))),
                Optional.empty(),
                List.of(
                        metric(guest, "guest", "elapsed", 10 * SECOND, "ps"),
                        metric(guest, "guest", "paused", 500 * MILLI, "ps"),
                        metric(guest, "guest", "update_cost", 40_000_000, "ps"),
                        metric(guest, "guest", "steal_updates", 401, "count"),
                        metric(guest, "guest", "footprint", 65_536, "B"),
                        metric(guest, "guest", "clock_error", -500 * MILLI, "ps"),
                        metric(vcpu, "vcpu", "running", 5 * SECOND, "ps"),
                        metric(vcpu, "vcpu", "waiting", 1_600 * MILLI, "ps"),
                        metric(vcpu, "vcpu", "in_host", 10_000_000, "ps"),
                        metric(vcpu, "vcpu", "stolen", 1_596 * MILLI, "ps"),
                        metric(vcpu, "vcpu", "run_delay", 1_600 * MILLI, "ps"),
                        metric(vcpu, "vcpu", "loads", 402, "count")));
    }

    private static HostFact host(String name) {
        return new HostFact(name, "kvm", "", "6.12", "100 MHz", 1, new Place(FILE, 3, "host " + name));
    }

    private static MetricFact metric(String subject, String kind, String metric, long value, String unit) {
        return new MetricFact(subject, kind, metric, value, unit);
    }

    private static Manifest manifest(String name) {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("downtime", "500 ms");
        String digest = "sha256:" + "1".repeat(64);
        return new Manifest(
                "0.1.0",
                name,
                Optional.of("kvmarm <1@example>"),
                List.of(new Manifest.ScenarioFile(FILE, "move.foliot", digest)),
                7,
                Pairing.NONE,
                parameters,
                false,
                false,
                "tkscdgem",
                List.of(new BundleUse(ExtensionKind.HYPERVISOR, "kvm", "org.foliot.hypervisor.kvm", "0.1.0", digest)),
                Outcome.FAILED,
                10 * SECOND,
                "0123-4567-89ab-cdef/tkscdegm",
                new Manifest.Environment("17.0.1", "Vendor", "Linux amd64"));
    }

    /** A run with very many segments on a few lanes. */
    static RunView crowded(int segments) {
        RunView plain = moved();
        LaneRecorder lanes = new LaneRecorder();
        Random random = new Random(1);
        String[] states = {"running", "waiting", "idle", "in_host"};
        int each = segments / 8;
        for (int vcpu = 0; vcpu < 8; vcpu++) {
            long at = 0;
            for (int i = 0; i < each; i++) {
                long until = i == each - 1
                        ? 10 * SECOND
                        : at + 1 + random.nextInt((int) (2 * 10 * SECOND / each / 100)) * 90L;
                lanes.add("web.vcpu[" + vcpu + "]", at, Math.min(until, 10 * SECOND - each + i), states[i % 4]);
                at = Math.min(until, 10 * SECOND - each + i);
            }
        }
        return new RunView(
                plain.facts(), lanes.lanes(), lanes.grain(), plain.curves(), plain.events(), 0, plain.sources());
    }

    /** Several runs that differ in name. */
    static List<RunView> several() {
        List<RunView> views = new ArrayList<>();
        for (String name : List.of("move", "move", "other")) {
            views.add(moved(name, "Moves a guest.", "web"));
        }
        return views;
    }
}
