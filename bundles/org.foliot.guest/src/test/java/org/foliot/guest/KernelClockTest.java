package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MICRO;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.guest.SystemCounter;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** What the guest believes the time to be. */
class KernelClockTest {
    private static final BigInteger GIGA = BigInteger.valueOf(1_000_000_000L);
    private static final BigInteger TERA = BigInteger.valueOf(1_000_000_000_000L);

    @Property
    void showsWholeNanosecondsOfTheCounter(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long hertz,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000L) long entry,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000_000L) long later) {
        TestMachine machine = new TestMachine(1, new Frequency(hertz));
        machine.advance(entry);
        KernelClock clock = new KernelClock(new SystemCounter(machine), 0, entry);
        machine.advance(entry + later);

        BigInteger count = ticks(entry + later, hertz).subtract(ticks(entry, hertz));
        assertThat(clock.nanos(0, entry + later))
                .isEqualTo(
                        count.multiply(GIGA).divide(BigInteger.valueOf(hertz)).longValue());
    }

    private static BigInteger ticks(long instant, long hertz) {
        return BigInteger.valueOf(instant).multiply(BigInteger.valueOf(hertz)).divide(TERA);
    }

    @Property
    void findsTheFirstInstantOfATime(
            @ForAll @LongRange(min = 1_000, max = 10_000_000_000L) long hertz,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000L) long entry,
            @ForAll @LongRange(min = 1, max = 4_000_000_000_000_000L) long nanos) {
        TestMachine machine = new TestMachine(1, new Frequency(hertz));
        machine.advance(entry);
        KernelClock clock = new KernelClock(new SystemCounter(machine), 0, entry);

        long instant = clock.instantOf(0, nanos);
        assertThat(clock.nanos(0, instant)).isGreaterThanOrEqualTo(nanos).isEqualTo(clock.stamp(nanos));
        assertThat(clock.nanos(0, instant - 1)).isLessThan(nanos);
        long count = clock.toCount(nanos);
        assertThat(clock.instantOfCount(0, count, instant)).isEqualTo(instant);
        assertThat(clock.instantOfCount(0, count, instant + 1)).isEqualTo(instant);
        assertThat(clock.instantOfCount(0, count, Math.max(entry + 1, instant - 1)))
                .isEqualTo(instant);
    }

    @Test
    void aCounterThatIsSetBackMakesTheClockGoBack() {
        TestMachine machine = new TestMachine(1, Frequency.ofMegahertz(24));
        machine.clock.show(Frequency.ofMegahertz(24), 1_000_000);
        KernelClock clock = new KernelClock(new SystemCounter(machine), 0, 0);
        machine.clock.show(Frequency.ofMegahertz(24), 999_999);

        assertThat(clock.nanos(0, 0)).isEqualTo(-42);
    }

    @Test
    void afterAMoveToAFasterCounterEverythingIsTenTimesTooFast() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms"), busy("b")));
        GuestMetrics metrics = machine.guest().metrics();
        machine.at(
                SECOND, () -> machine.changeClock(() -> machine.clock.show(Frequency.ofMegahertz(1000), 100_000_000L)));
        machine.runUntil(SECOND);
        assertThat(metrics.clock(SECOND)).isEqualTo(SECOND);
        assertThat(metrics.jobs(0, SECOND)).isEqualTo(10);
        machine.runUntil(2 * SECOND);

        assertThat(metrics.clock(2 * SECOND)).isEqualTo(11 * SECOND);
        assertThat(metrics.clockError(2 * SECOND)).isEqualTo(9 * SECOND);
        assertThat(metrics.jiffies(2 * SECOND)).isEqualTo(11 * 250 - 1);
        // 100 releases in the second after the move instead of 10, 1 ms of real work each.
        assertThat(metrics.jobs(0, 2 * SECOND)).isCloseTo(110, within(2L));
        assertThat(metrics.userTime(0, 2 * SECOND)).isCloseTo(11 * SECOND, within(10 * MILLI));
        assertThat(metrics.ran(0, 2 * SECOND) + metrics.ran(1, 2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void afterAMoveToASlowerCounterTimersComeLate() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "1 ms", "10 ms")));
        machine.at(
                SECOND + 5 * MILLI,
                () -> machine.changeClock(() -> machine.clock.show(Frequency.ofMegahertz(25), 100_500_000L)));
        machine.runUntil(2 * SECOND);

        // Until then 101 jobs, afterwards one every 40 ms.
        assertThat(machine.guest().metrics().jobs(0, 2 * SECOND)).isEqualTo(101 + 25);
    }

    @Test
    void aStoppedCounterStopsTicksAndTimers() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "1 ms", "10 ms")));
        machine.pause(SECOND + 5 * MILLI, 500 * MILLI, true);
        machine.runUntil(2 * SECOND);

        assertThat(machine.guest().metrics().jobs(0, 2 * SECOND)).isEqualTo(150);
        assertThat(machine.guest().metrics().skipped(0, 2 * SECOND)).isZero();
        assertThat(machine.guest().metrics().clock(2 * SECOND)).isEqualTo(1500 * MILLI);
    }

    @Test
    void aCounterThatRanOnSkipsReleases() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "1 ms", "10 ms")));
        machine.pause(SECOND + 5 * MILLI, 500 * MILLI, false);
        machine.runUntil(2 * SECOND);

        // The release of 1.01 s came due in the pause; its job ran at 1.505 s and missed those of 1.02 s to 1.5 s.
        assertThat(machine.guest().metrics().skipped(0, 2 * SECOND)).isEqualTo(49);
        assertThat(machine.guest().metrics().response(0, 2 * SECOND)).isEqualTo(496 * MILLI);
        assertThat(machine.guest().metrics().clock(2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void ticksKeepTheirDistanceFromTheKernelsEntry() {
        TestMachine machine = new TestMachine(1, Frequency.ofMegahertz(100));
        machine.advance(123 * MICRO);
        machine.start(guest(1, kernel("6.12"), busy("a"), busy("b")));
        machine.runUntil(10 * MILLI);

        assertThat(machine.seen(org.foliot.api.observation.Observations.PROCESS_SWITCH).stream()
                        .map(TestMachine.Seen::at))
                .containsExactly(123 * MICRO, 5623 * MICRO, 9623 * MICRO);
    }
}
