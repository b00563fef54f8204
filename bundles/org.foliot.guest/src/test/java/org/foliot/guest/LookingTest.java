package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MICRO;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;
import static org.foliot.guest.Specs.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foliot.api.observation.Observations;
import org.foliot.api.workload.Behaviour;
import org.foliot.time.Duration;

/** Whether and when somebody looks changes nothing that a guest does. */
class LookingTest {
    private static final long END = 300 * MILLI;
    private static final int PROCESSES = 6;

    /** A guest with everything in it, on vCPUs that lose their processors at random. */
    static TestMachine eventful(long seed, boolean race) {
        Random random = new Random(seed);
        String discount = random.nextBoolean() ? "on" : "off";
        String accounting = random.nextBoolean() ? "tick" : "vtime";
        KernelSpec kernel = kernel("6.12", "steal_accounting", discount, "accounting", accounting, "boot_time", "2 ms");
        TestMachine machine = TestMachine.with(guest(
                2,
                kernel,
                busy("a"),
                periodic("b", "3 ms", "10 ms"),
                process("c", new Behaviour.Duty(Duration.ofMillis(1), Duration.ofMicros(300)), 5),
                process("d", new Behaviour.Yielding(), 0),
                process("e", new Behaviour.Locking(Duration.ofMicros(500), Duration.ofMillis(2)), 0),
                new ProcessSpec(
                        "f",
                        "e",
                        List.of(1),
                        -5,
                        new Behaviour.Locking(Duration.ofMicros(100), Duration.ofMicros(1500)))));
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            long t = 0;
            while (t < END) {
                long from = t + random.nextLong(20 * MILLI);
                long length = random.nextLong(15 * MILLI);
                machine.preempt(vcpu, from, length);
                t = from + length + 1;
            }
        }
        machine.at(100 * MILLI, () -> machine.guest().offlineCpu(random.nextInt(2)));
        if (race) {
            machine.at(150 * MILLI, () -> machine.guest().raceNextExit(0));
        }
        machine.at(200 * MILLI, () -> {
            machine.guest().onlineCpu(0);
            machine.guest().onlineCpu(1);
        });
        return machine;
    }

    static List<Long> everything(TestMachine machine, long now) {
        GuestMetrics metrics = machine.guest().metrics();
        List<Long> all = new ArrayList<>();
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            all.addAll(List.of(
                    metrics.userTime(vcpu, now),
                    metrics.niceTime(vcpu, now),
                    metrics.systemTime(vcpu, now),
                    metrics.idleTime(vcpu, now),
                    metrics.idleTicks(vcpu, now),
                    metrics.stealTime(vcpu, now),
                    metrics.clockTask(vcpu, now),
                    metrics.stealClock(vcpu),
                    machine.executed(vcpu)));
        }
        all.addAll(List.of(metrics.clock(now), metrics.jiffies(now), metrics.pvtimeCpus(), metrics.booted()));
        for (int i = 0; i < PROCESSES; i++) {
            all.addAll(List.of(
                    metrics.charged(i, now),
                    metrics.ran(i, now),
                    metrics.runDelay(i, now),
                    metrics.jobs(i, now),
                    metrics.response(i, now),
                    metrics.processUserTime(i, now)));
        }
        return all;
    }

    @Property(tries = 150)
    void lookingChangesNothing(@ForAll long seed) {
        TestMachine unseen = eventful(seed, true);
        unseen.runUntil(END);

        TestMachine watched = eventful(seed, true);
        Random random = new Random(~seed);
        for (long t = 0; t < END; t += random.nextLong(300 * MICRO)) {
            watched.runUntil(t);
            everything(watched, t);
        }
        watched.runUntil(END);

        assertThat(watched.seen).isEqualTo(unseen.seen);
        assertThat(everything(watched, END)).isEqualTo(everything(unseen, END));
    }

    @Property(tries = 150)
    void beingSteppedAtTicksChangesOnlyWhenStealIsReported(@ForAll long seed) {
        TestMachine coarse = eventful(seed, true);
        coarse.runUntil(END);
        TestMachine fine = eventful(seed, true);
        fine.guest().stepAtTicks(true);
        fine.runUntil(END);

        assertThat(everything(fine, END)).isEqualTo(everything(coarse, END));
        for (TestMachine machine : List.of(coarse, fine)) {
            for (int vcpu = 0; vcpu < 2; vcpu++) {
                machine.grant(vcpu, false);
            }
        }
        assertThat(withoutSteal(fine)).isEqualTo(withoutSteal(coarse));
        assertThat(steal(fine, 0)).isEqualTo(steal(coarse, 0));
        assertThat(steal(fine, 1)).isEqualTo(steal(coarse, 1));
    }

    private static List<TestMachine.Seen> withoutSteal(TestMachine machine) {
        return machine.seen.stream()
                .filter(s -> !s.kind().equals(Observations.TICK_STEAL))
                .toList();
    }

    private static long steal(TestMachine machine, int vcpu) {
        return machine.seen(Observations.TICK_STEAL).stream()
                .filter(s -> s.vcpu() == vcpu)
                .mapToLong(TestMachine.Seen::a)
                .sum();
    }

    @Property(tries = 150)
    void theSameScriptGivesTheSameRun(@ForAll long seed) {
        TestMachine first = eventful(seed, true);
        first.runUntil(END);
        TestMachine second = eventful(seed, true);
        second.runUntil(END);

        assertThat(second.seen).isEqualTo(first.seen);
    }

    @Property(tries = 150)
    void whatRanIsWhatExecuted(@ForAll long seed) {
        TestMachine machine = eventful(seed, true);
        machine.runUntil(END);
        GuestMetrics metrics = machine.guest().metrics();
        long ran = 0;
        for (int i = 0; i < PROCESSES; i++) {
            assertThat(metrics.charged(i, END)).isNotNegative();
            ran += metrics.ran(i, END);
        }

        long executed = machine.executed(0) + machine.executed(1);
        // The kernel itself took 2 ms to boot, 1 ms for each CPU that came up, and 1 ms for each that went down.
        assertThat(executed - ran).isBetween(0L, (2 + 3 + 2) * MILLI);
    }
}
