package org.foliot.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.engine.RandomStreams;
import org.foliot.program.Action;
import org.foliot.program.Condition;
import org.foliot.program.Expectation;
import org.foliot.program.Expression;
import org.foliot.program.Program;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;
import org.foliot.program.Trigger;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.MetricValue;
import org.foliot.run.Outcome;
import org.foliot.run.RefusalReason;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunError;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.ScenarioSource;
import org.foliot.run.Verdict;
import org.foliot.time.Duration;

/** Results as runs make them, small enough to be read. */
final class Results {
    static final SubjectRef VCPU = SubjectRef.numbered(Subject.VCPU, "web", 0);
    static final SubjectRef WEB = new SubjectRef(Subject.GUEST, "web", "");
    private static final Condition CONDITION =
            new Condition.Comparison(Condition.Relation.LESS, new Expression.Elapsed(), new Expression.Constant(0));

    /** A scenario in a file that imports another, which stands in a folder beside. */
    static final List<ScenarioSource> SOURCES = List.of(
            new ScenarioSource("in/a.foliot", "in/a.foliot", "scenario a\n// ¶ \ud83d\udd52\n"),
            new ScenarioSource("lib/hosts.foliot", "lib/hosts.foliot", "host src {}\n"));

    private Results() {}

    static Program program(String name) {
        return new Program(
                name,
                Optional.of("kvmarm <1@example>"),
                "",
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                List.of());
    }

    static Source line(int line, String text) {
        return new Source("a.foliot", line, 5, text);
    }

    static RunResult passed(String name) {
        Verdict held = new Verdict(
                new Expectation.Always(CONDITION, line(9, "always web.vcpu[0].stolen nondecreasing")),
                Verdict.Status.HELD,
                Optional.empty());
        return result(name, Outcome.PASSED, List.of(held), List.of(), Optional.empty());
    }

    static RunResult failed(String name) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(new Verdict(
                new Expectation.Always(CONDITION, line(9, "always web.vcpu[0].stolen < 1 ms & \"so\"")),
                Verdict.Status.FAILED,
                Optional.of(new Verdict.Failure(
                        1_500_000_000_123L,
                        "web.vcpu[0].stolen < 1 ms does not hold",
                        List.of(new Verdict.Side("web.vcpu[0].stolen", Measure.time(1_000_000_001L)))))));
        verdicts.add(new Verdict(
                new Expectation.Always(CONDITION, line(10, "at end web.clock > 1 s")),
                Verdict.Status.UNDECIDED,
                Optional.empty()));
        return result(name, Outcome.FAILED, verdicts, List.of(refusal(false)), Optional.empty());
    }

    /** A run with one expectation that speaks of several vCPUs. */
    static RunResult several(String text, Verdict.Status... statuses) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Verdict.Status status : statuses) {
            Optional<Verdict.Failure> failure = status == Verdict.Status.FAILED
                    ? Optional.of(new Verdict.Failure(
                            1_500_000_000_000L, "web.vcpu[" + verdicts.size() + "].stolen fell", List.of()))
                    : Optional.empty();
            verdicts.add(new Verdict(new Expectation.Always(CONDITION, line(9, text)), status, failure));
        }
        return result("several", Outcome.FAILED, verdicts, List.of(), Optional.empty());
    }

    static RefusedEvent refusal(boolean expected) {
        Action migrate = new Action(
                new Trigger.At(Duration.ofSeconds(2)),
                "migrate",
                List.of(WEB),
                new TreeMap<>(),
                new TreeMap<>(),
                line(6, "at 2 s migrate web to dst"));
        return new RefusedEvent(
                2_000_000_000_000L,
                migrate,
                WEB,
                List.of(RefusedEvent.Reason.of(RefusalReason.COUNTER_FREQUENCY, "100 MHz on src, 1 GHz on dst")),
                expected);
    }

    static RunResult broken(String name) {
        RunError error = new RunError(
                "threw java.lang.IllegalStateException: no luck",
                Optional.of(line(3, "scheduler odd")),
                OptionalLong.of(7_000_000L),
                Optional.of(new RunError.Culprit(use(), "RunQueues.pick")),
                "trace");
        return result(name, Outcome.ERROR, List.of(), List.of(), Optional.of(error));
    }

    private static BundleUse use() {
        return new BundleUse(
                ExtensionKind.HOST_SCHEDULER, "odd", "org.example.odd", "1.0.0", "sha256:" + "0".repeat(64));
    }

    private static RunResult result(
            String name,
            Outcome outcome,
            List<Verdict> verdicts,
            List<RefusedEvent> refusals,
            Optional<RunError> error) {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("downtime", "300 ms");
        Manifest manifest = new Manifest(
                "0.1.0",
                name,
                Optional.of("kvmarm <1@example>"),
                SOURCES.stream().map(ScenarioSource::file).toList(),
                1,
                RandomStreams.Pairing.NONE,
                parameters,
                false,
                false,
                RunSettings.DEFAULT_INGREDIENTS,
                List.of(use()),
                outcome,
                10_000_000_000_000L,
                "0123456789abcdef/tksd",
                new Manifest.Environment("17.0.1", "Vendor", "Linux amd64"));
        return new RunResult(
                program(name),
                outcome,
                10_000_000_000_000L,
                verdicts,
                refusals,
                metrics(),
                List.of(),
                error,
                42,
                manifest);
    }

    private static List<MetricValue> metrics() {
        return List.of(
                metric(VCPU, "running", 4_999_999_999_999L),
                metric(VCPU, "waiting", 5_000_000_000_001L),
                metric(VCPU, "steal_updates", 17),
                metric(SubjectRef.numbered(Subject.VCPU, "web", 1), "running", 1_499_500_000L),
                metric(new SubjectRef(Subject.TASK, "src", "hog"), "ran", 5_000_000_000_000L),
                metric(WEB, "footprint", 65_536));
    }

    private static MetricValue metric(SubjectRef subject, String name, long value) {
        return new MetricValue(subject, Metrics.find(subject.kind(), name).orElseThrow(), value);
    }
}
