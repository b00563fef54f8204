package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;
import org.junit.jupiter.api.Test;

/** Kernels that find more than one clock. */
class ClocksTest {
    private static final Frequency FAST = Frequency.ofMegahertz(1000);

    /** A clock of 10 MHz that always shows true time, beside the counter, which sched_clock reads. */
    private static final class Overlay implements ClockDriver {
        private final SystemCounter counter;
        private final TestMachine machine;
        private final int rating;
        private final List<String> calls;

        Overlay(TestMachine machine, int rating, List<String> calls) {
            this.counter = new SystemCounter(machine);
            this.machine = machine;
            this.rating = rating;
            this.calls = calls;
        }

        @Override
        public void probe() {
            calls.add("probe");
        }

        @Override
        public List<Clocksource> clocksources() {
            return List.of(counter, new TrueTime(machine, rating));
        }

        @Override
        public Clocksource schedClock() {
            return counter;
        }

        @Override
        public void cpuOnline(int cpu) {
            calls.add("online " + cpu);
        }

        @Override
        public void cpuOffline(int cpu) {
            calls.add("offline " + cpu);
        }

        @Override
        public void handOver(int cpu, Handover handover) {
            calls.add(handover + " " + cpu);
        }

        @Override
        public ClockDriver copy() {
            calls.add("copy");
            return new Overlay(machine, rating, calls);
        }
    }

    private record TrueTime(TestMachine machine, int rating) implements Clocksource {
        private static final CounterView TIME = CounterView.of(Frequency.ofMegahertz(10));

        @Override
        public String name() {
            return "true_time";
        }

        @Override
        public Frequency frequency() {
            return TIME.frequency();
        }

        @Override
        public long read(int cpu, long instant) {
            return TIME.at(instant);
        }

        @Override
        public long instantOf(int cpu, long value) {
            return TIME.instantOf(value, machine.now());
        }
    }

    private final List<String> calls = new ArrayList<>();

    private TestMachine machine(int rating, GuestSpec spec) {
        TestMachine machine = new TestMachine(spec.vcpus(), Frequency.ofMegahertz(100));
        machine.clocks = setup -> new Overlay(machine, rating, calls);
        machine.start(spec);
        return machine;
    }

    private static void moveToAFasterCounter(TestMachine machine, long instant) {
        machine.at(instant, () -> machine.changeClock(() -> machine.clock.show(FAST, 100_000_000L)));
    }

    private String chosen(int rating, KernelSpec kernel) {
        TestMachine machine = machine(rating, guest(1, kernel, busy("a")));
        machine.runUntil(MILLI);
        return machine.guest().metrics().clocksource();
    }

    @Test
    void theBestRatingWins() {
        assertThat(chosen(500, kernel("6.12"))).isEqualTo("true_time");
        assertThat(chosen(399, kernel("6.12"))).isEqualTo("arch_sys_counter");
    }

    @Test
    void theFirstOfEqualsWins() {
        assertThat(chosen(SystemCounter.ARCH_RATING, kernel("6.12"))).isEqualTo("arch_sys_counter");
    }

    @Test
    void aKernelCanBeToldWhichToUse() {
        assertThat(chosen(500, kernel("6.12", "clocksource", "arch_sys_counter")))
                .isEqualTo("arch_sys_counter");
        assertThat(chosen(500, kernel("6.12", "clocksource", "kvm-clock"))).isEqualTo("true_time");
    }

    @Test
    void timersGoByTheClocksourceAndCpuTimeBySchedClock() {
        TestMachine machine = machine(500, guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms"), busy("b")));
        moveToAFasterCounter(machine, SECOND);
        machine.runUntil(2 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(metrics.clock(2 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(metrics.clockError(2 * SECOND)).isZero();
        assertThat(metrics.jobs(0, 2 * SECOND)).isEqualTo(20);
        assertThat(metrics.jiffies(2 * SECOND)).isEqualTo(2 * 250 - 1);
        assertThat(metrics.userTime(0, 2 * SECOND)).isCloseTo(2 * SECOND, within(10 * MILLI));

        assertThat(metrics.schedClock(0, 2 * SECOND)).isEqualTo(11 * SECOND);
        assertThat(metrics.charged(0, 2 * SECOND) + metrics.charged(1, 2 * SECOND))
                .isCloseTo(11 * SECOND, within(50 * MILLI));
    }

    @Test
    void theDriverHearsOfCpusAndSuccessors() {
        TestMachine machine = machine(500, guest(2, kernel("6.12"), busy("a")));
        machine.at(SECOND, () -> machine.guest().offlineCpu(1));
        machine.at(2 * SECOND, () -> machine.guest().kexec(kernel("6.12"), true));
        machine.runUntil(3 * SECOND);

        assertThat(calls)
                .containsExactly(
                        "probe", "online 0", "online 1", "offline 1", "KEXEC 0", "probe", "online 0", "online 1");
    }

    @Test
    void aSavedKernelHasADriverOfItsOwn() {
        TestMachine machine = machine(500, guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms")));
        machine.runUntil(SECOND);
        GuestSystem.Saved saved = machine.guest().save();
        machine.runUntil(2 * SECOND);
        machine.changeClock(() -> machine.guest().restore(saved));
        machine.runUntil(3 * SECOND);

        assertThat(calls).contains("copy");
        assertThat(machine.guest().metrics().clocksource()).isEqualTo("true_time");
        assertThat(machine.guest().metrics().clock(3 * SECOND)).isEqualTo(3 * SECOND);
    }

    @Test
    void theCounterNeverComesWhereTimeEnds() {
        TestMachine machine = new TestMachine(1, Frequency.ofMegahertz(1));
        SystemCounter counter = new SystemCounter(machine, "riscv_clocksource", 400, Frequency.ofMegahertz(1));
        assertThat(counter.instantOf(0, Long.MIN_VALUE)).isEqualTo(VirtualClock.NEVER);
        assertThat(counter.name()).isEqualTo("riscv_clocksource");
    }
}
