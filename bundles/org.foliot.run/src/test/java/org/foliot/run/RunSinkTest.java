package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.foliot.run.scenes.Scene.compare;
import static org.foliot.run.scenes.Scene.time;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.foliot.program.Action;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** What those who watch a run are told, and that it leaves no trace in it. */
class RunSinkTest {
    private static final class Recorder implements RunSink {
        private final Map<String, Long> ends = new HashMap<>();
        private final Map<String, Long> times = new HashMap<>();
        private final List<Long> samples = new ArrayList<>();
        private final List<String> events = new ArrayList<>();
        private final List<String> stages = new ArrayList<>();
        private final List<String> moves = new ArrayList<>();
        private List<String> columns = List.of();

        @Override
        public boolean wantsSegments() {
            return true;
        }

        @Override
        public void segment(SubjectRef subject, long start, long end, String state) {
            assertThat(start).as(subject + " " + state).isEqualTo(ends.getOrDefault(subject.toString(), 0L));
            assertThat(end).isGreaterThan(start);
            ends.put(subject.toString(), end);
            times.merge(subject + " " + state, end - start, Long::sum);
        }

        @Override
        public void columns(List<Column> all) {
            columns =
                    all.stream().map(c -> c.subject() + "." + c.metric().name()).toList();
        }

        @Override
        public void sample(long instant, long[] values) {
            assertThat(values).hasSize(columns.size());
            samples.add(instant);
        }

        @Override
        public void event(long instant, Action action, SubjectRef target) {
            events.add(instant + " " + action.verb() + " " + target);
        }

        @Override
        public void stage(long instant, SubjectRef guest, String stage, long detail) {
            stages.add(guest + " " + stage);
        }

        @Override
        public void moved(long instant, SubjectRef guest, String from, String to) {
            moves.add(instant + " " + guest + " " + from + " " + to);
        }
    }

    @Test
    void segmentsCoverTheWholeRunAndAgreeWithTheMetrics() {
        Recorder recorder = new Recorder();
        Scene scene = RunnerTest.half();
        scene.at("1 s", "pause", "web", "for", Duration.ofSeconds(1));
        RunResult result =
                RunnerTest.run(scene.until("3 s"), TestCatalog.whole(), new RunSettings().withSink(recorder));
        assertThat(new TreeSet<>(recorder.ends.keySet())).containsExactly("server.cpu[0]", "web.vcpu[0]");
        assertThat(recorder.ends.values()).containsOnly(3_000_000_000_000L);
        for (String state : List.of("running", "waiting", "idle", "in_host", "paused", "offline")) {
            long metric = result.metrics().stream()
                    .filter(m -> m.subject().toString().equals("web.vcpu[0]")
                            && m.metric().name().equals(state))
                    .findFirst()
                    .orElseThrow()
                    .value();
            assertThat(recorder.times.getOrDefault("web.vcpu[0] " + state, 0L))
                    .as(state)
                    .isEqualTo(metric);
        }
        assertThat(recorder.times.keySet())
                .filteredOn(k -> k.startsWith("server.cpu[0]"))
                .contains("server.cpu[0] server.hog", "server.cpu[0] web.vcpu[0]");
        assertThat(recorder.events).containsExactly("0 start server.hog", "0 start web", "1000000000000 pause web");
    }

    @Test
    void aClockThatShowsSomethingElseIsSeenInTheFingerprint() {
        List<String> fingerprints = new ArrayList<>();
        for (String adjusted : List.of("off", "on")) {
            Scene scene = new Scene();
            scene.host("server").hypervisor("kvm", "kvm_no_adjvtime", adjusted).add();
            scene.guest("web", "server").add();
            scene.at("1 s", "pause", "web", "for", Duration.ofSeconds(1));
            fingerprints.add(RunnerTest.run(scene.until("4 s")).manifest().fingerprint());
        }
        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    void segmentsOfProcessorsAgreeWithTheirMetrics() {
        Recorder recorder = new Recorder();
        Scene scene = new Scene();
        scene.host("server").cpus(2).hog().add();
        scene.at("1 s", "unplug", "server.cpu[1]").at("2 s", "replug", "server.cpu[1]");
        scene.at("3 s", "suspend", "server", "for", Duration.ofMillis(500));
        RunResult result =
                RunnerTest.run(scene.until("4 s"), TestCatalog.whole(), new RunSettings().withSink(recorder));
        for (int cpu = 0; cpu < 2; cpu++) {
            String path = "server.cpu[" + cpu + "]";
            Map<String, Long> metrics = new HashMap<>();
            result.metrics().stream()
                    .filter(m -> m.subject().toString().equals(path))
                    .forEach(m -> metrics.put(m.metric().name(), m.value()));
            assertThat(recorder.times.getOrDefault(path + " server.hog", 0L)).isEqualTo(metrics.get("busy"));
            assertThat(recorder.times.getOrDefault(path + " idle", 0L)).isEqualTo(metrics.get("idle"));
        }
        assertThat(recorder.times.get("server.cpu[0] offline") + recorder.times.get("server.cpu[1] offline"))
                .isEqualTo(2_000_000_000_000L);
    }

    @Test
    void samplesComeAtTheirPeriodAndLeaveNoTrace() {
        Recorder recorder = new Recorder();
        RunResult plain = RunnerTest.run(RunnerTest.half().until("1 s"));
        RunResult sampled = RunnerTest.run(
                RunnerTest.half().until("1 s"),
                TestCatalog.whole(),
                new RunSettings().withSink(recorder).withSamples(Sampling.ofAll(Duration.ofMillis(250))));
        assertThat(recorder.samples)
                .containsExactly(0L, 250_000_000_000L, 500_000_000_000L, 750_000_000_000L, 1_000_000_000_000L);
        assertThat(sampled.manifest().fingerprint()).isEqualTo(plain.manifest().fingerprint());
    }

    @Test
    void aSampleHasTheMetricsThatAreWantedAndNoOthers() {
        Recorder recorder = new Recorder();
        Sampling stolen =
                new Sampling(Duration.ofMillis(100), c -> c.metric().name().equals("stolen"));
        RunnerTest.run(
                RunnerTest.half().until("1 s"),
                TestCatalog.whole(),
                new RunSettings().withSink(recorder).withSamples(stolen));
        assertThat(recorder.columns).containsExactly("web.vcpu[0].stolen");
        assertThat(recorder.samples).hasSize(11);
    }

    @Test
    void samplesDoNotChangeWhenAConditionIsFoundToHold() {
        List<String> fingerprints = new ArrayList<>();
        for (Optional<Sampling> sampling :
                List.of(Optional.<Sampling>empty(), Optional.of(Sampling.ofAll(new Duration(3_300_000_001L))))) {
            Scene scene = RunnerTest.half();
            scene.when(compare(scene.read("web.nginx.charged"), Relation.AT_LEAST, time("100 ms")), "pause", "web");
            Recorder recorder = new Recorder();
            RunSettings plain = new RunSettings().withSink(recorder);
            RunResult result = RunnerTest.run(
                    scene.until("1 s"),
                    TestCatalog.whole(),
                    sampling.map(plain::withSamples).orElse(plain));
            assertThat(recorder.events).hasSize(3).last(STRING).endsWith(" pause web");
            fingerprints.add(result.manifest().fingerprint() + recorder.events);
        }
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(1));
    }

    @Test
    void aSinkIsToldOfStagesAndOfWhereGuestsAre() {
        Scene scene = RunnerTest.half();
        scene.host("spare").add();
        scene.at("1 s", "pause", "web", "for", Duration.ofMillis(100));
        scene.at("2 s", "migrate", "web", "to", "spare", "downtime:", "100 ms");
        scene.at("3 s", "migrate", "web", "to", "server", "downtime:", "100 ms");
        Recorder recorder = new Recorder();
        RunnerTest.run(scene.until("4 s"), TestCatalog.whole(), new RunSettings().withSink(recorder));
        assertThat(recorder.moves).containsExactly("2100000000000 web server spare", "3100000000000 web spare server");
        assertThat(recorder.stages).startsWith("web kernel").endsWith("web userspace");
    }

    @Test
    void expectationsLeaveNoTraceInTheFingerprint() {
        Scene scene = RunnerTest.half();
        scene.conserves("web.vcpu[0]");
        scene.always(compare(scene.read("web.nginx.charged"), Relation.AT_LEAST, time("0 s")));
        assertThat(RunnerTest.run(scene.until("1 s")).manifest().fingerprint())
                .isEqualTo(RunnerTest.run(RunnerTest.half().until("1 s"))
                        .manifest()
                        .fingerprint());
    }

    @Test
    void theIngredientsOfTheFingerprintCanBeChosen() {
        Program program = RunnerTest.half().until("1 s");
        String devices = RunnerTest.run(program, TestCatalog.whole(), new RunSettings().withIngredients("td"))
                .manifest()
                .fingerprint();
        assertThat(devices).endsWith("/td");
        assertThat(RunnerTest.run(program, TestCatalog.whole(), new RunSettings().withIngredients(""))
                        .manifest()
                        .fingerprint())
                .isEmpty();
    }
}
