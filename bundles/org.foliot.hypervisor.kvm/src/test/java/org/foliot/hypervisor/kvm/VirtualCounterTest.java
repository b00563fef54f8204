package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;
import static org.foliot.hypervisor.kvm.KvmFixture.started;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** Counters at 100 MHz: a tick is 10 ns. */
class VirtualCounterTest {
    private static final Candidate<Kvm> NO_ADJVTIME = KVM.with("kvm_no_adjvtime", "on");
    private static final long TICKS_PER_SECOND = 100_000_000;

    private static long virtual(BenchGuest guest) {
        return guest.vm().clock().virtualCounter(0, guest.bench().now());
    }

    private static long physical(BenchGuest guest) {
        return guest.vm().clock().physicalCounter(0, guest.bench().now());
    }

    private static void seconds(BenchGuest guest, long seconds) {
        guest.bench().advance(new Duration(seconds * Duration.PS_PER_SECOND));
    }

    private static BenchGuest startedAt(long seconds, Candidate<Kvm> kvm) {
        Bench bench = new Bench(Bench.Setup.DEFAULT);
        bench.advance(new Duration(seconds * Duration.PS_PER_SECOND));
        return bench.create(kvm, java.util.Optional.of(Strategies.USERSPACE.candidate()));
    }

    @Test
    void theVirtualCounterStartsWithTheVmAndThePhysicalOneWithTheHost() {
        BenchGuest guest = startedAt(7, KVM);
        assertThat(virtual(guest)).isZero();
        assertThat(physical(guest)).isEqualTo(7 * TICKS_PER_SECOND);
        seconds(guest, 3);
        assertThat(virtual(guest)).isEqualTo(3 * TICKS_PER_SECOND);
        assertThat(physical(guest)).isEqualTo(10 * TICKS_PER_SECOND);
    }

    @Test
    void theGuestReadsTheFrequencyOfTheHost() {
        BenchGuest guest =
                guest(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(1_000)), KVM, Strategies.USERSPACE);
        assertThat(guest.vm().clock().frequency()).isEqualTo(Frequency.ofMegahertz(1_000));
    }

    @Test
    void theVirtualCounterStandsStillWhileTheVmIsStopped() {
        BenchGuest guest = startedAt(1, KVM);
        seconds(guest, 2);
        guest.vm().stopped();
        seconds(guest, 30);
        assertThat(virtual(guest)).isEqualTo(2 * TICKS_PER_SECOND);
        assertThat(physical(guest)).isEqualTo(33 * TICKS_PER_SECOND);
        guest.vm().resumed();
        assertThat(virtual(guest)).isEqualTo(2 * TICKS_PER_SECOND);
        seconds(guest, 1);
        assertThat(virtual(guest)).isEqualTo(3 * TICKS_PER_SECOND);
        assertThat(physical(guest)).isEqualTo(34 * TICKS_PER_SECOND);
    }

    @Test
    void unlessTheVmmLeavesItAlone() {
        BenchGuest guest = startedAt(1, NO_ADJVTIME);
        guest.vm().stopped();
        seconds(guest, 30);
        guest.vm().resumed();
        assertThat(virtual(guest)).isEqualTo(30 * TICKS_PER_SECOND);
    }

    @Test
    void aSecondStopChangesNothing() {
        BenchGuest guest = startedAt(0, KVM);
        seconds(guest, 1);
        guest.vm().stopped();
        seconds(guest, 1);
        guest.vm().stopped();
        seconds(guest, 1);
        guest.vm().resumed();
        guest.vm().resumed();
        assertThat(virtual(guest)).isEqualTo(TICKS_PER_SECOND);
    }

    @Test
    void whileItStandsStillOnlyWhatItShowsIsReached() {
        BenchGuest guest = startedAt(0, KVM);
        seconds(guest, 1);
        guest.vm().stopped();
        VirtualClock clock = guest.vm().clock();
        assertThat(clock.instantOfVirtual(0, TICKS_PER_SECOND))
                .isEqualTo(guest.bench().now());
        assertThat(clock.instantOfVirtual(0, TICKS_PER_SECOND + 1)).isEqualTo(VirtualClock.NEVER);
        guest.vm().resumed();
        assertThat(clock.instantOfVirtual(0, TICKS_PER_SECOND + 1))
                .isEqualTo(guest.bench().now() + 10_000);
    }

    @Test
    void downtimeIsNotInTheCounterOfAMovedGuest() {
        BenchGuest source = started(startedAt(0, KVM));
        seconds(source, 5);
        source.vm().stopped();
        Bench destination = new Bench(Bench.Setup.DEFAULT);
        destination.advance(new Duration(900 * Duration.PS_PER_SECOND));
        BenchGuest arrived = source.moveTo(destination);
        assertThat(virtual(arrived)).isEqualTo(5 * TICKS_PER_SECOND);
        assertThat(physical(arrived)).isEqualTo(900 * TICKS_PER_SECOND);
    }

    @Test
    void aMovedGuestFindsItsCountAtTheRateOfItsNewHost() {
        BenchGuest source = started(startedAt(0, KVM));
        seconds(source, 5);
        BenchGuest arrived = source.moveTo(new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(1_000))));
        assertThat(virtual(arrived)).isEqualTo(5 * TICKS_PER_SECOND);
        seconds(arrived, 1);
        assertThat(virtual(arrived)).isEqualTo(5 * TICKS_PER_SECOND + 1_000_000_000);
    }

    @Test
    void aVcpuCreatedLateSetsEverybodysCounterToZero() {
        BenchGuest parked = startedAt(0, KVM);
        BenchGuest created = startedAt(0, KVM.with("hot_add", "created"));
        for (BenchGuest guest : new BenchGuest[] {parked, created}) {
            seconds(guest, 2);
            guest.vm().vcpuAdded(guest.bench().addVcpu());
            seconds(guest, 1);
        }
        assertThat(virtual(parked)).isEqualTo(3 * TICKS_PER_SECOND);
        assertThat(virtual(created)).isEqualTo(TICKS_PER_SECOND);
    }
}
