package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.api.extension.ExtensionKind.HOST_SCHEDULER;
import static org.foliot.api.extension.ExtensionKind.HYPERVISOR;
import static org.foliot.api.extension.ExtensionKind.MEMORY_STRATEGY;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.observation.ObservationKind;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.scenes.Faulty;
import org.foliot.run.scenes.TestCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an extension does costs its run and one message that names the bundle and the call, and nothing else. */
@Timeout(120)
class MisbehavingExtensionsTest {
    /**
     * One way to misbehave.
     *
     * @param name what the extension does
     * @param call by which it was entered, as the message names it
     * @param message a part of what is said
     */
    record Misdeed(String name, ExtensionKind kind, Configurable<?> service, String call, String message) {
        @Override
        public String toString() {
            return name;
        }

        String id() {
            return switch (kind) {
                case HYPERVISOR -> "kvm";
                case MEMORY_STRATEGY -> "userspace";
                case HOST_SCHEDULER -> "eevdf";
            };
        }
    }

    private static Misdeed scheduler(String name, String method, Faulty.Instead instead, String message) {
        return new Misdeed(name, HOST_SCHEDULER, Faulty.scheduler(method, instead), "RunQueues." + method, message);
    }

    private static Misdeed strategy(String name, String method, Faulty.Instead instead, String message) {
        return new Misdeed(name, MEMORY_STRATEGY, Faulty.strategy(method, instead), "StealMemory." + method, message);
    }

    private static Misdeed hypervisor(String name, String method, Faulty.Instead instead, String message) {
        return new Misdeed(name, HYPERVISOR, Faulty.hypervisor(method, instead), "VirtualMachine." + method, message);
    }

    private static Misdeed clock(String name, String method, Faulty.Instead instead, String message) {
        return new Misdeed(name, HYPERVISOR, Faulty.clock(method, instead), "VirtualClock." + method, message);
    }

    /** Something that is an error and nothing that anybody knows. */
    private static final class OwnError extends Error {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Misdeed> misdeeds() {
        return Stream.of(throwing(), returningNothing(), returningNonsense(), askingForNonsense())
                .flatMap(misdeeds -> misdeeds);
    }

    private static Stream<Misdeed> throwing() {
        return Stream.of(
                scheduler(
                        "throws an exception",
                        "pick",
                        (real, a) -> {
                            throw new IllegalStateException("no luck");
                        },
                        "threw java.lang.IllegalStateException: no luck"),
                scheduler(
                        "throws an error of its own",
                        "pick",
                        (real, a) -> {
                            throw new OwnError();
                        },
                        "OwnError"),
                new Misdeed(
                        "recurses for ever",
                        MEMORY_STRATEGY,
                        Faulty.strategy("begin", (real, a) -> Faulty.forEver(0)),
                        // The way in is lost among the thousand frames that the JVM tells of.
                        "org.foliot.run.scenes.Faulty.forEver",
                        "threw java.lang.StackOverflowError"),
                strategy(
                        "wants more memory than there is",
                        "begin",
                        (real, a) -> new long[Integer.MAX_VALUE - 8].length + new long[Integer.MAX_VALUE - 8].length,
                        "threw java.lang.OutOfMemoryError"),
                hypervisor(
                        "misses a class",
                        "vcpuLoad",
                        (real, a) -> {
                            throw new NoClassDefFoundError("com/example/Gone");
                        },
                        "threw java.lang.NoClassDefFoundError: com/example/Gone"));
    }

    private static Stream<Misdeed> returningNothing() {
        return Stream.of(
                hypervisor("has no clock", "clock", (real, a) -> null, "returned nothing"),
                hypervisor("has no driver", "driver", (real, a) -> null, "returned nothing"),
                hypervisor("has no clocks for a guest", "clocks", (real, a) -> null, "returned nothing"),
                clock("has a clock without a frequency", "frequency", (real, a) -> null, "returned nothing"),
                new Misdeed(
                        "makes no VM",
                        HYPERVISOR,
                        Faulty.hypervisor((real, host) -> null),
                        "Hypervisor.create",
                        "returned nothing"));
    }

    private static Stream<Misdeed> returningNonsense() {
        return Stream.of(
                strategy("is paid for writing", "end", (real, a) -> -5L, "gave a negative time, -5 ps"),
                strategy("has a result of its own", "begin", (real, a) -> 17, "returned 17, which is no result of it"),
                strategy(
                        "is smaller than nothing", "hostFootprint", (real, a) -> -1L, "returned a negative size, -1 B"),
                strategy(
                        "places structures askew",
                        "placement",
                        (real, a) -> (long) real + 4,
                        "is no multiple of 64, the alignment of a structure"),
                hypervisor("is paid for updates", "updateCost", (real, a) -> -1L, "gave a negative time, -1 ps"),
                scheduler(
                        "picks a thread that is not there",
                        "pick",
                        (real, a) -> 4711,
                        "picked thread 4711 for CPU 0, which is not there or not allowed"),
                scheduler(
                        "enqueues on a CPU that is not there",
                        "enqueue",
                        (real, a) -> 99,
                        "put thread 0 on CPU 99, which is not there, offline or not allowed"),
                clock("ticks backwards in time", "instantOfVirtual", (real, a) -> 0L, "let time go backwards"),
                new Misdeed(
                        "has structures that do not fit in a row",
                        HYPERVISOR,
                        Faulty.component("structureSize", (real, a) -> 60),
                        "Hypervisor.structureSize",
                        "returned 60, which is no multiple of 64, the alignment of a structure"),
                new Misdeed(
                        "has an alignment of its own",
                        HYPERVISOR,
                        Faulty.component("structureAlignment", (real, a) -> 48),
                        "Hypervisor.structureAlignment",
                        "returned 48, which is no power of two"),
                new Misdeed(
                        "counts down",
                        HYPERVISOR,
                        Faulty.clock("virtualCounter", (real, a) -> -(long) real),
                        "VirtualClock",
                        "the counter of vCPU 0 changed and the guest was not told by VmHost.clockChanged"),
                clock("is paid for being read", "virtualReadCost", (real, a) -> -1L, "gave a negative time, -1 ps"));
    }

    private static Stream<Misdeed> askingForNonsense() {
        return Stream.of(
                new Misdeed(
                        "spends the time of a vCPU that is not there",
                        HYPERVISOR,
                        Faulty.hypervisorOnHost(host -> host.spend(99, 1)),
                        "VmHost.spend",
                        "named vCPU 99, but guest web has 1"),
                new Misdeed(
                        "takes time back",
                        HYPERVISOR,
                        Faulty.hypervisorOnHost(host -> host.spend(0, -1)),
                        "VmHost.spend",
                        "gave a negative time, -1 ps"),
                new Misdeed(
                        "asks what a vCPU waited that is not there",
                        HYPERVISOR,
                        Faulty.hypervisorOnHost(host -> host.runDelay(-1)),
                        "VmHost.runDelay",
                        "named vCPU -1, but guest web has 1"),
                new Misdeed(
                        "wants to be called on a CPU that is not there",
                        HOST_SCHEDULER,
                        Faulty.schedulerOnHost((host, now) -> host.callAt(99, now + 1)),
                        "RunQueues.pick",
                        "there is no CPU 99; the host has 1"),
                new Misdeed(
                        "reschedules a CPU that is not there",
                        HOST_SCHEDULER,
                        Faulty.schedulerOnHost((host, now) -> host.reschedule(-1)),
                        "RunQueues.pick",
                        "there is no CPU -1; the host has 1"));
    }

    private static Program half() {
        return RunnerTest.half().until("1 s");
    }

    private static RunResult run(Misdeed misdeed, RunSettings settings) {
        return new Runner()
                .run(half(), 1, TestCatalog.whole().with(misdeed.kind(), misdeed.id(), misdeed.service()), settings);
    }

    @ParameterizedTest
    @MethodSource
    void misdeeds(Misdeed misdeed) {
        RunResult result = run(misdeed, new RunSettings());
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        RunError error = result.error().orElseThrow();
        assertThat(error.message()).contains(misdeed.message());
        assertThat(error.culprit()).hasValueSatisfying(culprit -> {
            assertThat(culprit.used().symbolicName()).isEqualTo("org.example." + misdeed.id());
            assertThat(culprit.call()).isEqualTo(misdeed.call());
        });
    }

    private static final Duration SHORT = Duration.ofMillis(200);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsAskedForAFleetIsBlamedOnWhoWasAsked(int jobs) {
        Hypervisor<?> failing = Faulty.component("offer", (real, a) -> {
            throw new OwnError();
        });
        TestCatalog catalog = TestCatalog.whole().with(HYPERVISOR, "kvm", failing);
        assertThatThrownBy(() -> new FleetSurvey().survey(List.of(half()), catalog, jobs))
                .isInstanceOfSatisfying(FleetException.class, e -> {
                    assertThat(e.error().message()).contains("OwnError");
                    assertThat(e.error().culprit().orElseThrow().call()).isEqualTo("Hypervisor.offer");
                });
    }

    @Test
    void aCallThatDoesNotReturnIsInterruptedAndItsRunGivenUp() {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Misdeed sleeper = scheduler(
                "waits for ever",
                "pick",
                (real, a) -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return real;
                },
                "");
        RunResult result = run(sleeper, new RunSettings().withCallLimit(SHORT));
        assertThat(interrupted.getCount()).isZero();
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.metrics()).isEmpty();
        assertThat(result.manifest().fingerprint()).isEmpty();
        RunError error = result.error().orElseThrow();
        assertThat(error.message()).startsWith("has not returned for ").doesNotContain("left behind");
        assertThat(error.culprit().orElseThrow().call()).isEqualTo("RunQueues.pick");
        assertThat(error.instant()).isEqualTo(OptionalLong.of(0));
        assertThat(error.trace()).contains("CountDownLatch.await");
    }

    @Test
    void aForkWithTheSamePackageThatIsOnlyInstalledIsNotBlamed() {
        CountDownLatch never = new CountDownLatch(1);
        Misdeed sleeper = scheduler(
                "waits for ever",
                "pick",
                (real, a) -> {
                    never.await();
                    return real;
                },
                "");
        RunResult result = new Runner()
                .run(
                        half(),
                        1,
                        TestCatalog.whole()
                                .with(HYPERVISOR, "a_fork", Faulty.hypervisor((real, host) -> real))
                                .with(HOST_SCHEDULER, sleeper.id(), sleeper.service()),
                        new RunSettings().withCallLimit(SHORT));
        assertThat(result.error().orElseThrow().culprit())
                .hasValueSatisfying(culprit -> assertThat(culprit.used().id()).isEqualTo("eevdf"));
    }

    @Test
    void ofSeveralExtensionsInOneBundleTheOneWhoseContractWasCalledIsBlamed() {
        TestCatalog oneBundle = TestCatalog.whole()
                .with(HYPERVISOR, "kvm", Faulty.hypervisor("vcpuPut", (real, a) -> real))
                .with(MEMORY_STRATEGY, "userspace", Faulty.strategy("end", (real, a) -> real))
                .with(HOST_SCHEDULER, "eevdf", Faulty.scheduler("timer", (real, a) -> real));
        for (Misdeed misdeed :
                throwing().filter(m -> !m.call().contains("forEver")).toList()) {
            RunResult result = new Runner()
                    .run(half(), 1, oneBundle.with(misdeed.kind(), misdeed.id(), misdeed.service()), new RunSettings());
            assertThat(result.error().orElseThrow().culprit()).hasValueSatisfying(culprit -> assertThat(
                            culprit.used().kind() + " " + culprit.used().id())
                    .isEqualTo(misdeed.kind() + " " + misdeed.id()));
        }
    }

    @Test
    void aThreadThatDoesNotReactIsLeftBehindAndItsSinkLeftAlone() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Misdeed stubborn = strategy(
                "waits through interrupts",
                "begin",
                (real, a) -> {
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    released.countDown();
                    return real;
                },
                "");
        LateSink sink = new LateSink();
        RunResult result = run(stubborn, new RunSettings().withCallLimit(SHORT).withSink(sink));
        assertThat(result.error().orElseThrow().message())
                .startsWith("has not returned for ")
                .endsWith("does not react to an interrupt; its thread is left behind until the process ends");
        sink.gone = true;
        release.countDown();
        released.await();
        assertThat(sink.late).isFalse();
        assertThat(result.error().orElseThrow().message()).contains("left behind");
    }

    /** Takes everything, and notices what comes when its run is over. */
    private static final class LateSink implements RunSink {
        private volatile boolean gone;
        private volatile boolean late;

        @Override
        public boolean wantsObservations() {
            return true;
        }

        @Override
        public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
            late |= gone;
        }
    }

    @Test
    void aRunThatIsSlowInSomethingElseIsWaitedFor() {
        CountDownLatch slow = new CountDownLatch(1);
        RunSink sink = new RunSink() {
            private int calls;

            @Override
            public boolean wantsObservations() {
                return true;
            }

            @Override
            public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
                if (calls++ == 10) {
                    awaitNothing(slow);
                }
            }
        };
        RunResult result = new Runner()
                .run(
                        half(),
                        1,
                        TestCatalog.whole(),
                        new RunSettings().withSink(sink).withCallLimit(Duration.ofMillis(20)));
        assertThat(result.error()).isEmpty();
    }

    /** Takes several times as long as the limit, as a disk that is full of other things to do. */
    private static void awaitNothing(CountDownLatch nothing) {
        try {
            assertThat(nothing.await(200, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError("a sink was interrupted", e);
        }
    }

    @Test
    void aRunThatIsStuckAndNotWantedAnyMoreIsGivenUpSoon() {
        CountDownLatch never = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        Misdeed sleeper = scheduler(
                "waits for ever",
                "pick",
                (real, a) -> {
                    cancellation.request();
                    never.await();
                    return real;
                },
                "");
        RunResult result = run(sleeper, new RunSettings().withCancellation(cancellation));
        assertThat(result.error().orElseThrow().message()).contains("has not returned for 1 s");
    }
}
