package org.foliot.api.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

class OffsetCounterTest {
    private static final Frequency STATED = new Frequency(100_000_000);
    /** A little fast. */
    private static final Frequency REAL = new Frequency(100_000_100);

    private static final long SECOND = 1_000_000_000_000L;

    private final Moment vm = new Moment();
    private final OffsetCounter counter = new OffsetCounter(vm, STATED, REAL);

    /** A machine of which only the present instant is asked. */
    private static final class Moment implements VmHost {
        private long now = 5 * SECOND;

        @Override
        public String name() {
            throw new AssertionError();
        }

        @Override
        public int vcpus() {
            throw new AssertionError();
        }

        @Override
        public GuestMemory memory() {
            throw new AssertionError();
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public long runDelay(int vcpu) {
            throw new AssertionError();
        }

        @Override
        public void spend(int vcpu, long picoseconds) {
            throw new AssertionError();
        }

        @Override
        public void observe(ObservationKind kind, int vcpu, long a, long b) {
            throw new AssertionError();
        }
    }

    @Test
    void itStartsAtZeroAndRunsAtItsRealFrequencyWhateverGuestsAreTold() {
        assertThat(counter.value()).isZero();
        assertThat(counter.virtualCounter(3, 6 * SECOND)).isEqualTo(100_000_100);
        assertThat(counter.physicalCounter(0, 6 * SECOND)).isEqualTo(100_000_100);
        assertThat(counter.frequency()).isEqualTo(STATED);
    }

    @Test
    void whatIsHeldStandsAndNeverReachesMore() {
        counter.write(7000);
        vm.now = 6 * SECOND;
        counter.hold();
        vm.now = 9 * SECOND;
        counter.hold();
        assertThat(counter.value()).isEqualTo(100_007_100);
        assertThat(counter.instantOfVirtual(0, 100_007_100)).isEqualTo(9 * SECOND);
        assertThat(counter.instantOfPhysical(0, 100_007_101)).isEqualTo(VirtualClock.NEVER);
    }

    @Test
    void valuesAreUnsigned() {
        counter.write(-1);
        counter.hold();
        assertThat(counter.instantOfVirtual(0, 1)).isEqualTo(vm.now);
        counter.goOn();
        assertThat(counter.virtualCounter(0, 6 * SECOND)).isEqualTo(100_000_099);
    }

    @Property
    void itGoesOnFromWhereItWasHeld(
            @ForAll long value,
            @ForAll @LongRange(min = 0, max = SECOND) long ran,
            @ForAll @LongRange(min = 0, max = SECOND) long stood) {
        counter.write(value);
        vm.now += ran;
        counter.hold();
        long shown = counter.value();
        vm.now += stood;
        assertThat(counter.value()).isEqualTo(shown);
        counter.goOn();
        assertThat(counter.value()).isEqualTo(shown);
        assertThat(counter.offset()).isEqualTo(shown - REAL.ticksAt(vm.now));
        assertThat(counter.instantOfVirtual(0, shown)).isEqualTo(vm.now);
    }
}
