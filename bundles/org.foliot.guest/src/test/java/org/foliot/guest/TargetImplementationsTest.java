package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.host.Implementation;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a kernel believes what it is told of the implementations that it may come to run on. */
class TargetImplementationsTest {
    /** A hypervisor that answers as a test wants. */
    private static final class Answering implements GuestPlatform {
        private final List<Long> asked = new ArrayList<>();
        private long result;
        private long version = 0x1_0000;
        private long count = 2;
        private long failing = -1;

        @Override
        public void hypercall(int vcpu, Registers registers) {
            asked.add(registers.x(0));
            long index = registers.x(1);
            if (registers.x(0) == TargetImplementations.DISCOVER_IMPL_VER) {
                registers.x(0, result);
                registers.x(1, version);
                registers.x(2, count);
            } else {
                registers.x(0, index == failing ? -3 : 0);
                registers.x(1, 0x410fd000L + index);
                registers.x(2, 10 + index);
                registers.x(3, 20 + index);
            }
        }

        @Override
        public int vcpus() {
            return 1;
        }

        @Override
        public GuestMemory memory() {
            throw new UnsupportedOperationException();
        }

        @Override
        public VirtualClock clock() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long now() {
            return 0;
        }

        @Override
        public void kick(int vcpu) {}

        @Override
        public void powerOn(int vcpu) {}

        @Override
        public void observe(ObservationKind kind, int vcpu, long a, long b) {}
    }

    private final Answering hypervisor = new Answering();

    private List<Implementation> discovered() {
        return TargetImplementations.discover(hypervisor, 0);
    }

    @Test
    void itAsksHowManyThenForEach() {
        assertThat(discovered())
                .containsExactly(new Implementation(0x410fd000L, 10, 20), new Implementation(0x410fd001L, 11, 21));
        assertThat(hypervisor.asked)
                .containsExactly(
                        TargetImplementations.DISCOVER_IMPL_VER,
                        TargetImplementations.DISCOVER_IMPL_CPUS,
                        TargetImplementations.DISCOVER_IMPL_CPUS);
    }

    @Test
    void whereThereIsNoSuchCallItGoesByItsOwnRegister() {
        hypervisor.result = -1;
        assertThat(discovered()).isEmpty();
        assertThat(hypervisor.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x0_0001, 0x2_0000, 0x8001_0000L})
    void anotherMajorVersionIsNotBelieved(long version) {
        hypervisor.version = version;
        assertThat(discovered()).isEmpty();
    }

    @Test
    void anotherMinorVersionIs() {
        hypervisor.version = 0x1_0007;
        assertThat(discovered()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void noneAreNone(long count) {
        hypervisor.count = count;
        assertThat(discovered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void oneFailureDiscardsAll(long failing) {
        hypervisor.failing = failing;
        assertThat(discovered()).isEmpty();
    }
}
