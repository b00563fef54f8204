package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.periodic;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.guest.Clocksource;
import org.foliot.time.Frequency;
import org.foliot.time.counter.LptScale;

/** How often a CPU is woken for one timer, and when, where counts and deadlines are scaled and lose something on the way. */
class TimerQueueTest {
    private static final long HOUR = 3600 * Specs.SECOND;

    /** The counter as the series for Live Physical Time of 2020 reads it and sets timers by it. */
    private record Scaled(TestMachine machine, LptScale scale) implements Clocksource {
        @Override
        public String name() {
            return "scaled";
        }

        @Override
        public int rating() {
            return 400;
        }

        @Override
        public Frequency frequency() {
            return scale.paravirtualised();
        }

        @Override
        public long read(int cpu, long instant) {
            return scale.toParavirtualised(machine.clock.virtualCounter(cpu, instant));
        }

        @Override
        public long instantOf(int cpu, long value) {
            return machine.clock.instantOfVirtual(cpu, scale.firstNativeShowing(value));
        }

        @Override
        public long timerInstant(int cpu, long value) {
            return machine.clock.instantOfVirtual(cpu, scale.toNative(value));
        }

        @Override
        public boolean timersMayBeEarly() {
            return true;
        }
    }

    /**
     * Whatever the two frequencies, and however long after its timer a CPU executes again, it is woken four times at most. What it
     * finds then has expired; if it executes at once, the timer is late by no more than the least distance of Linux and a step of
     * either counter.
     */
    @Property
    void aTimerExpiresAfterFewInterruptsWhateverIsScaled(
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long shown,
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long hardware,
            @ForAll @LongRange(min = 0, max = 1000 * HOUR) long entry,
            @ForAll @LongRange(min = 0, max = HOUR) long later,
            @ForAll @LongRange(min = 1, max = 3_600_000_000_000L) long nanos,
            @ForAll @IntRange(min = 0, max = 1_000_000) int latency) {
        TestMachine machine = new TestMachine(1, new Frequency(hardware));
        machine.advance(entry);
        Scaled source = new Scaled(machine, LptScale.of(new Frequency(shown), new Frequency(hardware)));
        KernelClock clock = new KernelClock(source, 0, entry);
        machine.advance(entry + later);
        Task task = new Task(periodic("a", "1 ms", "10 ms"), 0, 1, null);
        task.wakeTime = clock.nanos(0, machine.now()) + nanos;
        TimerQueue queue = new TimerQueue(clock, 0);
        queue.add(task);
        long due = clock.instantOf(0, task.wakeTime);
        int woken = 0;
        Task expired = null;
        while (expired == null) {
            queue.sleep(false, machine.now());
            long at = queue.wakeUp();
            assertThat(at).isGreaterThan(machine.now());
            machine.advance(at + latency);
            queue.awake(machine.now());
            woken++;
            assertThat(woken).isLessThanOrEqualTo(4);
            expired = queue.takeExpired(machine.now());
        }
        assertThat(expired).isSameAs(task);
        assertThat(queue.spurious()).isEqualTo(woken - 1);
        assertThat(clock.nanos(0, machine.now())).isGreaterThanOrEqualTo(task.wakeTime);
        long step = Specs.SECOND / shown + Specs.SECOND / hardware + 2;
        assertThat(machine.now() - due).isLessThanOrEqualTo(15 * Specs.SECOND / shown + 2 * step + 2L * latency);
    }

    /** A CPU that executes is interrupted as one that sleeps and is woken without delay. */
    @Property
    void aTimerOfACpuThatExecutesExpiresAsSoon(
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long shown,
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long hardware,
            @ForAll @LongRange(min = 0, max = 1000 * HOUR) long entry,
            @ForAll @LongRange(min = 1, max = 3_600_000_000_000L) long nanos) {
        TestMachine machine = new TestMachine(1, new Frequency(hardware));
        machine.advance(entry);
        Scaled source = new Scaled(machine, LptScale.of(new Frequency(shown), new Frequency(hardware)));
        KernelClock clock = new KernelClock(source, 0, entry);
        Task task = new Task(periodic("a", "1 ms", "10 ms"), 0, 1, null);
        task.wakeTime = nanos;
        TimerQueue queue = new TimerQueue(clock, 0);
        queue.add(task);
        long executing = queue.at();
        while (queue.at() > machine.now()) {
            queue.sleep(false, machine.now());
            machine.advance(queue.wakeUp());
            queue.awake(machine.now());
        }
        assertThat(machine.now()).isEqualTo(executing);
        assertThat(clock.nanos(0, executing)).isGreaterThanOrEqualTo(nanos);
    }
}
