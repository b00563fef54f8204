package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.run.scenes.Scene.compare;
import static org.foliot.run.scenes.Scene.in;
import static org.foliot.run.scenes.Scene.near;
import static org.foliot.run.scenes.Scene.on;
import static org.foliot.run.scenes.Scene.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.observation.Metrics;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expression;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.scenes.Faulty;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

class RunnerTest {
    static RunResult run(Program program) {
        return run(program, TestCatalog.whole(), new RunSettings());
    }

    static RunResult run(Program program, TestCatalog catalog, RunSettings settings) {
        return new Runner().run(program, 1, catalog, settings);
    }

    /** One processor, one busy task, one guest with one busy vCPU. */
    static Scene half() {
        Scene scene = new Scene();
        scene.host("server").hog().add();
        scene.guest("web", "server")
                .vcpu(on(0))
                .process("nginx", new Behaviour.Busy())
                .add();
        return scene;
    }

    @Test
    void halfOfTheTimeIsStolenByOneBusyTask() {
        Scene scene = half();
        scene.conserves("web.vcpu[0]")
                .atEnd(near("100 ms", scene.read("web.vcpu[0].stolen"), time("5 s")))
                .atEnd(near("100 ms", scene.read("web.vcpu[0].running"), time("5 s")))
                .atEnd(compare(
                        scene.read("web.vcpu[0].stolen"), Relation.AT_MOST, scene.read("web.vcpu[0].run_delay")));
        RunResult result = run(scene.until("10 s"));
        assertThat(result.error()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.end()).isEqualTo(10_000_000_000_000L);
        assertThat(result.manifest().bundles()).extracting(BundleUse::id).containsExactly("kvm", "userspace", "eevdf");
        assertThat(result.manifest().fingerprint()).endsWith("/tkscdegm");
    }

    @Test
    void everyMetricOfEverythingIsInTheResult() {
        Scene scene = new Scene();
        scene.host("server").group("tenants", "50 ms", "100 ms").hog().add();
        scene.guest("web", "server")
                .vcpu(in("tenants"))
                .process("nginx", new Behaviour.Busy())
                .add();
        List<MetricValue> metrics = run(scene.until("1 s")).metrics();
        assertThat(metrics).extracting(MetricValue::metric).containsAll(Metrics.all());
        assertThat(metrics)
                .extracting(m -> m.subject() + "." + m.metric().name())
                .doesNotHaveDuplicates();
    }

    // ---- what goes wrong ----

    @Test
    void aMissingExtensionIsNamedWithWhatIsInstalled() {
        RunResult result = run(
                half().until("1 s"),
                TestCatalog.whole().without(ExtensionKind.MEMORY_STRATEGY, "userspace"),
                new RunSettings());
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.outcome().exitCode()).isEqualTo(3);
        RunError error = result.error().orElseThrow();
        assertThat(error.message())
                .isEqualTo("the memory strategy userspace is not installed; installed: guest_donated, host_kernel");
        assertThat(error.where().orElseThrow().text()).isEqualTo("memory userspace");
        assertThat(error.trace()).isEmpty();
    }

    @Test
    void aHostHasTheSchedulerOfItsKernel() {
        assertThat(schedulers("6.5")).containsExactly("cfs");
        assertThat(schedulers("6.6")).containsExactly("eevdf");
    }

    private List<String> schedulers(String kernel) {
        Scene scene = new Scene();
        scene.host("server").kernel(kernel).hog().add();
        return run(scene.until("1 s")).manifest().bundles().stream()
                .filter(b -> b.kind() == ExtensionKind.HOST_SCHEDULER)
                .map(BundleUse::id)
                .toList();
    }

    @Test
    void aSchedulerThatAKernelHasBuiltInMustBeInstalled() {
        Scene scene = new Scene();
        scene.host("server").kernel("5.10").add();
        RunResult result = run(
                scene.until("1 s"),
                TestCatalog.whole().without(ExtensionKind.HOST_SCHEDULER, "cfs"),
                new RunSettings());
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.error().orElseThrow().message())
                .isEqualTo("the host scheduler of Linux 5.10 is not installed; installed: eevdf, round_robin");
        Scene upgraded = new Scene();
        upgraded.host("server").kernel("5.10").add();
        upgraded.at("500 ms", "upgrade", "server", "to", new KernelRelease(6, 12));
        result = run(
                upgraded.until("1 s"),
                TestCatalog.whole().without(ExtensionKind.HOST_SCHEDULER, "eevdf"),
                new RunSettings());
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.error().orElseThrow().where().orElseThrow().text()).isEqualTo("upgrade server");
    }

    @Test
    void aWrongOptionIsNamed() {
        Scene scene = new Scene();
        scene.host("server").scheduler("eevdf", "colour", "red").add();
        RunResult result = run(scene.until("1 s"));
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.error().orElseThrow().message())
                .startsWith("host scheduler eevdf: there is no option colour; there are ");
    }

    @Test
    void aVcpuOnAProcessorThatIsNotThereIsARefusedStart() {
        Scene scene = new Scene();
        scene.host("server").add();
        scene.guest("web", "server").vcpu(on(7)).add();
        RunResult result = run(scene.until("1 s"));
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.refusals().get(0).explanation()).startsWith("processors: web.vcpu[0]: ");
    }

    private static String invalid(Scene scene) {
        RunResult result = run(scene.until("1 s"));
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.verdicts()).allMatch(v -> v.status() == Verdict.Status.UNDECIDED);
        RunError error = result.error().orElseThrow();
        return error.where().orElseThrow().text() + ": " + error.message();
    }

    @Test
    void eventsThatCannotBeAskedForAreRefusedBeforeTheRun() {
        assertThat(invalid(half().at("0 s", "explode", "web"))).isEqualTo("explode web: there is no event explode");
        assertThat(invalid(half().at("0 s", "unplug", "web")))
                .isEqualTo("unplug web: no guest can unplug; what can: CPU");
        assertThat(invalid(half().at("0 s", "pause", "mail"))).isEqualTo("pause mail: there is no guest mail");
        assertThat(invalid(half().at("0 s", "unplug", "server.cpu[3]")))
                .isEqualTo("unplug server.cpu[3]: there is no CPU server.cpu[3]");
        assertThat(invalid(half().at("0 s", "migrate", "web")))
                .isEqualTo("migrate web: migrate needs to and the name of a host");
        assertThat(invalid(half().at("0 s", "migrate", "web", "to", "nowhere")))
                .isEqualTo("migrate web: there is no host nowhere");
        assertThat(invalid(half().at("0 s", "migrate", "web", "to", "server", "force:", "maybe")))
                .isEqualTo("migrate web: force: maybe is not on or off");
    }

    @Test
    void anExpectationOfWhatIsNotThereIsRefusedBeforeTheRun() {
        Scene scene = half();
        Expression nobody = scene.read("web.nobody.charged");
        assertThat(invalid(scene.always(compare(nobody, Relation.AT_LEAST, time("0 s")))))
                .isEqualTo("always: guest web has no process nobody");
    }

    @Test
    void aGuestWithoutMainMemoryIsRefusedBeforeTheRun() {
        Scene scene = new Scene();
        scene.host("server").add();
        scene.guest("web", "server").memory("4 KiB").add();
        assertThat(invalid(scene)).isEqualTo("guest web: guest web has too little main memory for 1 vCPUs");
    }

    private static RunError errorWith(ExtensionKind kind, String id, Configurable<?> faulty) {
        RunResult result = run(half().until("1 s"), TestCatalog.whole().with(kind, id, faulty), new RunSettings());
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.outcome().exitCode()).isEqualTo(4);
        assertThat(result.metrics()).isEmpty();
        return result.error().orElseThrow();
    }

    @Test
    void anExtensionThatThrowsCostsItsRunAndIsNamed() {
        RunError error =
                errorWith(ExtensionKind.HOST_SCHEDULER, "eevdf", Faulty.scheduler("pick", (real, arguments) -> {
                    if ((long) arguments[1] > 100_000_000_000L) {
                        throw new IllegalStateException("no luck");
                    }
                    return real;
                }));
        assertThat(error.message()).isEqualTo("threw java.lang.IllegalStateException: no luck");
        assertThat(error.instant().orElseThrow()).isGreaterThan(100_000_000_000L);
        assertThat(error.culprit().orElseThrow().used().symbolicName()).isEqualTo("org.example.eevdf");
        assertThat(error.trace()).contains("no luck");
    }

    @Test
    void aNegativeCostIsRefused() {
        RunError error =
                errorWith(ExtensionKind.MEMORY_STRATEGY, "userspace", Faulty.strategy("end", (real, arguments) -> -5L));
        assertThat(error.message()).isEqualTo("gave a negative time, -5 ps");
        assertThat(error.culprit().orElseThrow().used().id()).isEqualTo("userspace");
        assertThat(error.culprit().orElseThrow().call()).isEqualTo("StealMemory.end");
        assertThat(error.instant()).isPresent();
    }

    @Test
    void aThreadThatIsNotThereIsRefused() {
        RunError error =
                errorWith(ExtensionKind.HOST_SCHEDULER, "eevdf", Faulty.scheduler("pick", (real, arguments) -> 4711));
        assertThat(error.message()).isEqualTo("picked thread 4711 for CPU 0, which is not there or not allowed");
        assertThat(error.culprit().orElseThrow().call()).isEqualTo("RunQueues.pick");
    }

    @Test
    void nothingWhereSomethingIsDueIsRefused() {
        RunError error =
                errorWith(ExtensionKind.HYPERVISOR, "kvm", Faulty.hypervisor("driver", (real, arguments) -> null));
        assertThat(error.message()).isEqualTo("returned nothing");
        assertThat(error.culprit().orElseThrow().call()).isEqualTo("VirtualMachine.driver");
    }

    @Test
    void anErrorOfLinkageIsAnErrorOfTheRun() {
        RunError error = errorWith(ExtensionKind.HYPERVISOR, "kvm", Faulty.hypervisor("vcpuLoad", (real, arguments) -> {
            throw new NoClassDefFoundError("com/example/Gone");
        }));
        assertThat(error.message()).contains("NoClassDefFoundError: com/example/Gone");
    }

    @Test
    void anExpectationThatOverflowsIsAnErrorAtItsPlace() {
        Scene scene = half();
        Expression huge = new Expression.Arithmetic(
                Expression.Operator.TIMES, new Expression.Elapsed(), new Expression.Constant(Long.MAX_VALUE));
        scene.always(compare(huge, Relation.AT_LEAST, time("0 s")));
        RunResult result = run(scene.until("1 s"));
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.error().orElseThrow().where().orElseThrow().text()).isEqualTo("always");
    }

    @Test
    void whatASinkThrowsIsPassedOn() {
        UncheckedIOException full = new UncheckedIOException(new IOException("No space left on device"));
        RunSink sink = new RunSink() {
            @Override
            public boolean wantsSegments() {
                return true;
            }

            @Override
            public void segment(SubjectRef subject, long start, long end, String state) {
                throw full;
            }
        };
        assertThatThrownBy(() -> run(half().until("1 s"), TestCatalog.whole(), new RunSettings().withSink(sink)))
                .isSameAs(full);
    }

    // ---- how long it goes on ----

    @Test
    void aRunEndsEarlyOnlyIfAsked() {
        Scene scene = half();
        scene.always(compare(scene.read("web.vcpu[0].running"), Relation.LESS, time("500 ms")));
        Program program = scene.until("10 s");
        RunResult whole = run(program);
        RunResult early = run(program, TestCatalog.whole(), new RunSettings().untilItsVerdict());
        assertThat(whole.end()).isEqualTo(10_000_000_000_000L);
        assertThat(early.end()).isLessThan(1_100_000_000_000L);
        assertThat(early.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(early.verdicts().get(0).failure())
                .isEqualTo(whole.verdicts().get(0).failure());
    }

    @Test
    void aFailureIsAtTheVeryInstant() {
        Scene scene = half();
        scene.always(compare(scene.read("web.vcpu[0].running"), Relation.LESS, time("500 ms")));
        Verdict.Failure failure =
                run(scene.until("2 s")).verdicts().get(0).failure().orElseThrow();
        assertThat(failure.sides().get(0).measure()).isEqualTo(Measure.time(500_000_000_000L));
    }

    @Test
    void aConditionEndsARunAtTheVeryInstant() {
        Scene scene = half();
        RunResult result = run(
                scene.until("10 s"),
                TestCatalog.whole(),
                new RunSettings().until(compare(scene.read("web.vcpu[0].running"), Relation.AT_LEAST, time("1 s"))));
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.metrics().stream()
                        .filter(m -> m.subject().toString().equals("web.vcpu[0]")
                                && m.metric().name().equals("running"))
                        .map(MetricValue::value))
                .containsExactly(1_000_000_000_000L);
    }

    @Test
    void anEventHappensAtTheVeryInstantAtWhichItsConditionBeginsToHold() {
        Scene scene = half();
        scene.when(compare(scene.read("web.vcpu[0].running"), Relation.AT_LEAST, time("777 ms")), "stop", "web");
        scene.atEnd(compare(scene.read("web.vcpu[0].running"), Relation.EQUAL, time("777 ms")));
        assertThat(run(scene.until("3 s")).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void anEventWaitsForWhatTheGuestHasInItsBooks() {
        Scene scene = new Scene();
        scene.host("server").add();
        scene.guest("web", "server").process("nginx", new Behaviour.Busy()).add();
        scene.when(compare(scene.read("web.nginx.charged"), Relation.AT_LEAST, time("500 ms")), "stop", "web");
        scene.atEnd(near("10 ms", scene.read("server.cpu[0].busy"), time("530 ms")));
        RunResult result = run(scene.until("3 s"));
        assertThat(result.verdicts().get(0).failure()).isEmpty();
    }

    @Test
    void aCancelledRunSaysSo() {
        Cancellation cancellation = new Cancellation();
        List<Long> seen = new ArrayList<>();
        RunSettings settings = new RunSettings().withCancellation(cancellation).withProgress((instant, end, events) -> {
            seen.add(instant);
            cancellation.request();
        });
        Scene scene = half();
        scene.atEnd(compare(scene.read("web.vcpu[0].running"), Relation.LESS, time("0 s")));
        RunResult result = run(scene.until("1000 s"), TestCatalog.whole(), settings);
        assertThat(seen).isNotEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.outcome().exitCode()).isEqualTo(130);
        assertThat(result.end()).isLessThan(100_000_000_000_000L);
        assertThat(result.verdicts().get(0).status()).isEqualTo(Verdict.Status.UNDECIDED);
    }

    // ---- the same every time ----

    private static Program busyWorld() {
        Scene scene = new Scene();
        scene.host("a").cpus(2).group("tenants", "80 ms", "100 ms").hog().add();
        scene.host("b")
                .cpus(2)
                .kernel("5.8")
                .group("tenants", "80 ms", "100 ms")
                .add();
        for (int i = 0; i < 3; i++) {
            scene.guest("g" + i, "a")
                    .vcpu(in("tenants"))
                    .vcpu(on())
                    .pvtime(List.of("userspace", "host_kernel", "guest_donated").get(i))
                    .process("busy", new Behaviour.Busy())
                    .process("job", new Behaviour.Periodic(Duration.ofMillis(2), Duration.ofMillis(10)))
                    .add();
        }
        scene.at("500 ms", "migrate", "g0", "to", "b")
                .at("1 s", "offline", "g1.vcpu[1]")
                .at("1500 ms", "kexec", "g2");
        scene.every("100 ms", "200 ms", "preempt", "g1.vcpu[0]", "for", Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            scene.conserves("g" + i + ".vcpu[0]").conserves("g" + i + ".vcpu[1]");
        }
        return scene.until("2 s");
    }

    @Test
    void tenRunsHaveOneFingerprint() {
        RunResult first = run(busyWorld());
        assertThat(first.error()).isEmpty();
        assertThat(first.refusals()).isEmpty();
        assertThat(first.outcome()).isEqualTo(Outcome.PASSED);
        for (int i = 0; i < 9; i++) {
            RunResult next = run(busyWorld());
            assertThat(next.manifest()).isEqualTo(first.manifest());
            assertThat(next.metrics()).isEqualTo(first.metrics());
        }
        assertThat(first.manifest().fingerprint())
                .isNotEqualTo(run(half().until("2 s")).manifest().fingerprint());
    }

    @Test
    void theNumberOfThreadsMakesNoDifference() {
        List<Supplier<RunResult>> runs = IntStream.range(0, 8)
                .<Supplier<RunResult>>mapToObj(i -> () -> run(i % 2 == 0 ? busyWorld() : half().until((i + 1) + " s")))
                .toList();
        List<Manifest> alone = new Batch(1)
                .run(runs, new Cancellation()).stream().map(RunResult::manifest).toList();
        List<Manifest> together = new Batch(2)
                .run(runs, new Cancellation()).stream().map(RunResult::manifest).toList();
        assertThat(together).isEqualTo(alone);
        assertThat(alone.get(1).end()).isEqualTo(2_000_000_000_000L);
        assertThat(alone.get(7).end()).isEqualTo(8_000_000_000_000L);
    }

    @Test
    void aBatchPassesOnWhatItsFirstRunThrew() {
        List<Supplier<Integer>> runs = List.of(
                () -> 1,
                () -> {
                    throw new IllegalStateException("second");
                },
                () -> {
                    throw new IllegalStateException("third");
                });
        assertThatThrownBy(() -> new Batch(3).run(runs, new Cancellation())).hasMessage("second");
    }

    @Test
    void anInterruptedBatchCancelsItsRunsAndWaitsForThem() {
        Cancellation cancellation = new Cancellation();
        RunSettings settings = new RunSettings().withCancellation(cancellation);
        List<Supplier<RunResult>> runs = List.of(() -> run(half().until("100000 s"), TestCatalog.whole(), settings));
        Thread.currentThread().interrupt();
        List<RunResult> results = new Batch(1).run(runs, cancellation);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(results).extracting(RunResult::outcome).containsExactly(Outcome.CANCELLED);
    }
}
