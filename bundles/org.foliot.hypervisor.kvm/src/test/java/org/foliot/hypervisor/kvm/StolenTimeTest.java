package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;
import static org.foliot.hypervisor.kvm.KvmFixture.started;
import static org.foliot.hypervisor.kvm.KvmFixture.stolen;

import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt.Field;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StolenTimeTest {
    private static final Candidate<Kvm> CACHED = KVM.with("steal_update", "cached");
    private static final Candidate<Kvm> TWICE = KVM.with("run_delay_reads", "twice");
    private static final long UPDATE_PICOSECONDS = 100_000;

    @ParameterizedTest
    @EnumSource
    void theStructureIs64BytesOfWhichOneWordIsUsed(Strategies strategy) {
        BenchGuest guest = started(guest(strategy));
        guest.bench().waits(0, 0x0807_0605_0403_0201L >>> 8);
        guest.enter(0);
        byte[] expected = new byte[64];
        for (int i = 0; i < 7; i++) {
            expected[8 + i] = (byte) (i + 2);
        }
        byte[] actual = new byte[64];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = guest.memory().load8(guest.slot(0) + i);
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void theNeighboursAreUntouched() {
        BenchGuest guest = started(guest(KVM));
        guest.memory().store64(guest.slot(1), -1);
        guest.preempt(0, 5);
        KvmFixture.ask(guest, 0);
        assertThat(guest.memory().load64(guest.slot(1))).isEqualTo(-1);
    }

    @Test
    void anUpdateIsPaidForAndReported() {
        BenchGuest guest = started(guest(KVM));
        long before = guest.bench().spent(0);
        guest.preempt(0, 7);
        assertThat(guest.bench().spent(0) - before).isEqualTo(UPDATE_PICOSECONDS);
        assertThat(guest.vm().updateCost(0)).isEqualTo(UPDATE_PICOSECONDS);
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(1);
        assertThat(guest.bench().observed()).endsWith(new Bench.Observed(Observations.STEAL_UPDATE, 0, 0, 7));
    }

    @Test
    void aLoadWithoutAWaitIsAnUpdateAllTheSame() {
        BenchGuest guest = started(guest(KVM));
        guest.run(0);
        guest.run(0);
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(2);
    }

    @Test
    void aVcpuWithoutStructureIsNotUpdated() {
        BenchGuest guest = guest(KVM);
        guest.run(0);
        assertThat(guest.vm().stealUpdates(0)).isZero();
        assertThat(guest.bench().spent(0)).isZero();
    }

    @Test
    void withTheTotalInGuestMemoryAScribblingGuestChangesIt() {
        BenchGuest guest = started(guest(KVM));
        guest.preempt(0, 1_000);
        assertThat(guest.vm().overwrite(0, Field.STOLEN_TIME, 5)).isTrue();
        guest.preempt(0, 1_000);
        assertThat(stolen(guest)).isEqualTo(1_005);
    }

    @Test
    void withTheTotalInTheKernelTheNextUpdateRepairsIt() {
        BenchGuest guest = started(guest(CACHED));
        guest.preempt(0, 1_000);
        assertThat(guest.vm().overwrite(0, Field.STOLEN_TIME, 5)).isTrue();
        guest.preempt(0, 1_000);
        assertThat(stolen(guest)).isEqualTo(2_000);
    }

    @Test
    void withTheTotalInTheKernelAnUpdateOnlyStores() {
        BenchGuest guest = started(guest(CACHED));
        guest.preempt(0, 1_000);
        assertThat(guest.vm().updateCost(0)).isEqualTo((60 + 20 + 30 + 40) * 500);
    }

    @Test
    void askingAgainStartsTheTotalInTheKernelAgain() {
        BenchGuest guest = started(guest(CACHED));
        guest.preempt(0, 1_000);
        KvmFixture.ask(guest, 0);
        guest.preempt(0, 300);
        assertThat(stolen(guest)).isEqualTo(300);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitBetweenTwoReadsOfRunDelayIsLost(Strategies strategy) {
        BenchGuest guest = started(guest(Bench.Setup.DEFAULT, TWICE, strategy));
        preemptDuringUpdate(guest, 500);
        guest.preempt(0, 30);
        assertThat(stolen(guest)).isEqualTo(1_030);
    }

    @Test
    void alsoWithTheTotalInTheKernel() {
        BenchGuest guest = started(guest(CACHED.with("run_delay_reads", "twice")));
        preemptDuringUpdate(guest, 500);
        guest.preempt(0, 30);
        assertThat(stolen(guest)).isEqualTo(1_030);
    }

    @Test
    void butNotWithOneRead() {
        BenchGuest guest = started(guest(KVM));
        preemptDuringUpdate(guest, 500);
        assertThat(stolen(guest)).isEqualTo(1_500);
        // The preemption raised the request again: two updates before the guest runs.
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(2);
    }

    private static void preemptDuringUpdate(BenchGuest guest, long nanoseconds) {
        guest.bench().waits(0, 1_000);
        guest.vm().vcpuLoad(0);
        guest.bench().waits(0, nanoseconds);
        guest.vm().enter(0, nanoseconds);
    }

    @Test
    void aFaultWritesNothingAndTheNextUpdateMakesUpForIt() {
        BenchGuest guest = started(new Bench(Bench.Setup.DEFAULT)
                .create(
                        KVM,
                        java.util.Optional.of(Strategies.USERSPACE.candidate().with("swapped_out", "fails"))));
        guest.preempt(0, 1_000);
        guest.bench().memory().setResident(guest.slot(0), false);
        guest.preempt(0, 200);
        assertThat(stolen(guest)).isEqualTo(1_000);
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(1);
        assertThat(guest.bench().observed()).endsWith(new Bench.Observed(Observations.STEAL_FAULT, 0, 0, 0));
        guest.preempt(0, 30);
        assertThat(stolen(guest)).isEqualTo(1_230);
    }

    @Test
    void theTimeOfAFaultIsPaidForButNotStolen() {
        BenchGuest guest = started(guest(KVM));
        guest.bench().memory().setResident(guest.slot(0), false);
        guest.preempt(0, 200);
        assertThat(guest.vm().updateCost(0)).isEqualTo(UPDATE_PICOSECONDS + 100_000_000);
        guest.run(0);
        assertThat(stolen(guest)).isEqualTo(200);
    }

    @Test
    void aFaultWhileZeroFillingLeavesWhatWasThere() {
        BenchGuest guest = started(new Bench(Bench.Setup.DEFAULT)
                .create(
                        KVM,
                        java.util.Optional.of(Strategies.USERSPACE.candidate().with("swapped_out", "fails"))));
        guest.preempt(0, 1_000);
        guest.bench().memory().setResident(guest.slot(0), false);
        assertThat(KvmFixture.ask(guest, 0)).isEqualTo(guest.slot(0));
        assertThat(stolen(guest)).isEqualTo(1_000);
    }

    @Test
    void onAHostWithoutSchedInfoAnOldKernelShowsZeroForEver() {
        BenchGuest guest =
                started(guest(Bench.Setup.DEFAULT.withRelease("5.7").withoutSchedInfo(), KVM, Strategies.USERSPACE));
        guest.preempt(0, 1_000_000);
        assertThat(stolen(guest)).isZero();
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(1);
    }

    @Test
    void theUpdateOfOneVcpuIsStaleForOthersWhileItWaits() {
        BenchGuest guest = started(guest(KVM));
        guest.vm().vcpuPut(0, true);
        guest.bench().waits(0, 1_000_000);
        guest.run(1);
        assertThat(stolen(guest)).isZero();
        guest.run(0);
        assertThat(stolen(guest)).isEqualTo(1_000_000);
    }

    @Test
    void aLaterRevisionIsWrittenWhenTheGuestAsks() {
        BenchGuest guest = started(guest(KVM.with("revision", "1").with("ask_revision", "on")));
        assertThat(guest.memory().load32(guest.slot(0))).isEqualTo(1);
        guest.preempt(0, 40);
        assertThat(guest.memory().load32(guest.slot(0))).isEqualTo(1);
        assertThat(stolen(guest)).isEqualTo(40);
    }

    @Test
    void everyFieldCanBeOverwritten() {
        BenchGuest guest = started(guest(KVM));
        long slot = guest.slot(0);
        guest.vm().overwrite(0, Field.REVISION, 7);
        guest.vm().overwrite(0, Field.ATTRIBUTES, 9);
        assertThat(guest.memory().load32(slot)).isEqualTo(7);
        assertThat(guest.memory().load32(slot + 4)).isEqualTo(9);
        guest.vm().overwrite(0, Field.REVISION, 8);
        assertThat(guest.memory().load32(slot)).isEqualTo(8);
        assertThat(guest.memory().load32(slot + 4)).isEqualTo(9);
        assertThat(guest.vm().overwrite(0, Field.STOLEN_TIME, Long.MIN_VALUE)).isTrue();
        assertThat(guest.vm().stolenTime(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void onlyAnExistingStructureInMemoryThatTheGuestCanWriteCanBeOverwritten() {
        assertThat(guest(KVM).vm().overwrite(0, Field.REVISION, 7)).isFalse();
        BenchGuest guest = started(guest(Strategies.HOST_KERNEL));
        for (Field field : Field.values()) {
            assertThat(guest.vm().overwrite(0, field, 7)).isFalse();
        }
        assertThat(guest.memory().load64(guest.slot(0))).isZero();
    }
}
