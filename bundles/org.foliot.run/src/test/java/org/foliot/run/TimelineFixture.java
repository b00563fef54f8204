package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.busy;
import static org.foliot.run.scenes.Scene.on;

import java.util.stream.Collectors;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.Expression;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.junit.jupiter.api.BeforeEach;

/** Three hosts and a guest, for tests of what a timeline does to them, with the real hypervisor, strategies and scheduler. */
abstract class TimelineFixture {
    final Scene scene = new Scene();

    @BeforeEach
    void twoHostsAndAGuest() {
        scene.host("src")
                .cpus(2)
                .group("tenants", "50 ms", "100 ms")
                .task(busy("hog", on(0)))
                .add();
        scene.host("dst").cpus(2).add();
        scene.host("fast").cpus(2).counter("1 GHz").add();
        scene.guest("web", "src")
                .vcpu(on(0))
                .vcpu(on(1))
                .absentVcpu()
                .process("work", new Behaviour.Busy())
                .add();
        for (int vcpu = 0; vcpu < 3; vcpu++) {
            scene.conserves("web.vcpu[" + vcpu + "]");
        }
    }

    static RunResult run(Scene scene, String end) {
        return new Runner().run(scene.until(end), 1, TestCatalog.whole(), new RunSettings());
    }

    static void assertSound(RunResult result) {
        assertThat(result.error()
                        .map(e ->
                                e.message() + "\n" + e.trace().lines().limit(8).collect(Collectors.joining("\n"))))
                .isEmpty();
    }

    static void assertHeld(RunResult result) {
        assertThat(result.verdicts().stream()
                        .filter(v -> v.status() != Verdict.Status.HELD)
                        .map(v -> v.failure().map(f -> f.instant() + ": " + f.sentence() + " " + f.sides())))
                .isEmpty();
    }

    RunResult passes(String end) {
        RunResult result = run(scene, end);
        assertSound(result);
        assertThat(result.refusals().stream().filter(r -> !r.expected()).map(RefusedEvent::explanation))
                .isEmpty();
        assertHeld(result);
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        return result;
    }

    void isRefused(String end, String... words) {
        RunResult result = run(scene, end);
        assertSound(result);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.refusals().stream()
                        .map(r -> r.reasons().get(0).word())
                        .collect(Collectors.toList()))
                .containsExactly(words);
    }

    Expression metric(String path) {
        return scene.read(path);
    }
}
