package org.foliot.hypervisor.kvmx86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvmx86.Fixture.A_MILLION_NANOS;
import static org.foliot.hypervisor.kvmx86.Fixture.HOST;
import static org.foliot.hypervisor.kvmx86.Fixture.KVM;
import static org.foliot.hypervisor.kvmx86.Fixture.enable;
import static org.foliot.hypervisor.kvmx86.Fixture.guest;
import static org.foliot.hypervisor.kvmx86.Fixture.preempted;
import static org.foliot.hypervisor.kvmx86.Fixture.rdmsr;
import static org.foliot.hypervisor.kvmx86.Fixture.steal;
import static org.foliot.hypervisor.kvmx86.Fixture.version;
import static org.foliot.hypervisor.kvmx86.Fixture.wrmsr;

import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StealTimeTest {
    private static BenchGuest enabled(BenchGuest guest) {
        enable(guest, 0);
        guest.run(0);
        return guest;
    }

    @Test
    void countsWhatTheThreadWaitedBeforeTheGuestAsked() {
        BenchGuest guest = guest();
        guest.bench().waits(0, 3 * A_MILLION_NANOS);
        enable(guest, 0);
        assertThat(steal(guest, 0)).as("before the next entry").isZero();
        guest.run(0);
        assertThat(steal(guest, 0)).isEqualTo(3 * A_MILLION_NANOS);
    }

    @Test
    void writesTheStructureBitByBit() {
        BenchGuest guest = enabled(guest());
        guest.preempt(0, 0x1234);
        long address = guest.slot(0);
        assertThat(guest.memory().load64(address)).isEqualTo(0x1234);
        assertThat(guest.memory().load32(address + 8)).as("version").isEqualTo(4);
        assertThat(guest.memory().load32(address + 12)).as("flags").isZero();
        assertThat(guest.memory().load64(address + 16))
                .as("preempted and padding")
                .isZero();
        guest.vm().vcpuPut(0, true);
        assertThat(guest.memory().load64(address + 16)).as("preempted").isEqualTo(1);
        for (int offset = 24; offset < 64; offset += 8) {
            assertThat(guest.memory().load64(address + offset)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0x02, 0x04, 0x08, 0x10, 0x20, 0x3e})
    void reservedBitsAreRefused(long bits) {
        BenchGuest guest = enabled(guest());
        long before = rdmsr(guest, 0, Msr.STEAL_TIME);
        assertThat(wrmsr(guest, 0, Msr.STEAL_TIME, before | bits)).isEqualTo(Trap.GENERAL_PROTECTION);
        assertThat(rdmsr(guest, 0, Msr.STEAL_TIME)).isEqualTo(before);
    }

    @Test
    void everyUpdateMovesTheVersionOnByTwo() {
        BenchGuest guest = enabled(guest());
        for (int i = 1; i < 5; i++) {
            int before = version(guest, 0);
            guest.preempt(0, i);
            assertThat(version(guest, 0)).isEqualTo(before + 2).isEven();
        }
    }

    @Test
    void anOddVersionIsMadeEvenFirst() {
        BenchGuest guest = enabled(guest());
        guest.memory().guestStore64(guest.slot(0) + 8, 7);
        guest.preempt(0, 1);
        assertThat(version(guest, 0)).isEqualTo(10);
    }

    @Test
    void whatAGuestMissedWhileItWasDisabledIsAddedAtOnce() {
        BenchGuest guest = enabled(guest());
        guest.preempt(0, A_MILLION_NANOS);
        wrmsr(guest, 0, Msr.STEAL_TIME, 0);
        guest.preempt(0, 5 * A_MILLION_NANOS);
        assertThat(steal(guest, 0)).isEqualTo(A_MILLION_NANOS);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(StealMemory.NO_ADDRESS);
        assertThat(guest.vm().stolenTime(0)).isZero();
        enable(guest, 0);
        guest.run(0);
        assertThat(steal(guest, 0)).isEqualTo(6 * A_MILLION_NANOS);
    }

    @Test
    void registrationZeroesNothing() {
        BenchGuest guest = guest();
        guest.memory().guestStore64(guest.slot(0), 42);
        enabled(guest);
        assertThat(steal(guest, 0)).isEqualTo(42);
    }

    @Test
    void aGuestMayMoveItsStructure() {
        BenchGuest guest = enabled(guest());
        guest.preempt(0, 7);
        long elsewhere = guest.slot(0) + 1024;
        assertThat(wrmsr(guest, 0, Msr.STEAL_TIME, elsewhere | Msr.ENABLED)).isEqualTo(Trap.DONE);
        guest.preempt(0, 5);
        assertThat(guest.memory().load64(elsewhere)).isEqualTo(5);
        assertThat(steal(guest, 0)).isEqualTo(7);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(elsewhere);
    }

    @Test
    void anAddressWithoutMemoryIsTakenAndNothingIsWrittenOrLost() {
        BenchGuest guest = enabled(guest());
        assertThat(wrmsr(guest, 0, Msr.STEAL_TIME, 0x1000 | Msr.ENABLED)).isEqualTo(Trap.DONE);
        guest.preempt(0, 9);
        assertThat(guest.bench().observed())
                .anyMatch(seen -> seen.kind() == Observations.STEAL_FAULT && seen.subject() == 0);
        assertThat(guest.vm().stolenTime(0)).isZero();
        assertThat(guest.vm().overwrite(0, Corrupt.Field.STOLEN_TIME, 1)).isFalse();
        enable(guest, 0);
        guest.run(0);
        assertThat(steal(guest, 0)).isEqualTo(9);
    }

    @Test
    void aPreemptionDuringTheUpdateLosesNothing() {
        BenchGuest guest = enabled(guest());
        guest.vm().vcpuLoad(0);
        guest.bench().waits(0, 11);
        guest.vm().enter(0, 11);
        assertThat(steal(guest, 0)).isEqualTo(11);
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(3);
    }

    @Test
    void thePreemptedFlagIsSetForWhoWouldGoOn() {
        BenchGuest guest = enabled(guest(KVM.with("preempted_flag", "preemption")));
        guest.vm().vcpuPut(0, false);
        assertThat(preempted(guest, 0)).as("halted").isFalse();
        guest.enter(0);
        guest.vm().vcpuPut(0, true);
        assertThat(preempted(guest, 0)).as("preempted").isTrue();
        guest.enter(0);
        assertThat(preempted(guest, 0)).as("running again").isFalse();
    }

    @Test
    void olderKernelsSetItForHaltedVcpusToo() {
        BenchGuest guest = enabled(guest(KVM.with("preempted_flag", "every_put")));
        guest.vm().vcpuPut(0, false);
        assertThat(preempted(guest, 0)).isTrue();
        guest.enter(0);
        assertThat(preempted(guest, 0)).isFalse();
    }

    @Test
    void theOldestNeverTouchIt() {
        BenchGuest guest = enabled(guest(KVM.with("preempted_flag", "never")));
        guest.memory().guestStore64(guest.slot(0) + StealTimeStructure.PREEMPTED, 1);
        guest.preempt(0, 1);
        assertThat(preempted(guest, 0)).isTrue();
    }

    @Test
    void theFlagIsNotWrittenWhereThatWouldSleep() {
        BenchGuest guest = enabled(guest());
        guest.bench().memory().setResident(guest.slot(0), false);
        guest.vm().vcpuPut(0, true);
        assertThat(preempted(guest, 0)).isFalse();
        assertThat(guest.bench().memory().resident(guest.slot(0))).isFalse();
    }

    @Test
    void aHostWithoutRunDelayOffersNone() {
        BenchGuest guest = guest(new Bench(HOST.withoutSchedInfo()), KVM);
        assertThat(wrmsr(guest, 0, Msr.STEAL_TIME, guest.slot(0) | 1)).isEqualTo(Trap.GENERAL_PROTECTION);
        assertThat(Fixture.driver(guest, "6.12").probe()).isFalse();
        assertThat(guest.vm().structureAddress(0)).isEqualTo(StealMemory.NO_ADDRESS);
        assertThat(guest.vm().stealUpdates(0)).isZero();
        assertThat(guest.vm().updateCost(0)).isZero();
    }

    @Test
    void aResetDisablesIt() {
        BenchGuest guest = enabled(guest());
        guest.vm().reset();
        assertThat(rdmsr(guest, 0, Msr.STEAL_TIME)).isZero();
        guest.preempt(0, 3);
        assertThat(steal(guest, 0)).isZero();
    }

    @Test
    void aVcpuThatIsStartedHasNoRegistersOfItsLastLife() {
        BenchGuest guest = enabled(guest());
        guest.memory().expectHostWrites(Fixture.CLOCKS, 4096);
        wrmsr(guest, 0, Msr.SYSTEM_TIME, Fixture.CLOCKS.value() | Msr.ENABLED);
        wrmsr(guest, 1, Msr.SYSTEM_TIME, Fixture.CLOCKS.value() + 64 | Msr.ENABLED);
        guest.vm().vcpuReset(0);
        assertThat(rdmsr(guest, 0, Msr.STEAL_TIME)).isZero();
        assertThat(rdmsr(guest, 0, Msr.SYSTEM_TIME)).isZero();
        assertThat(rdmsr(guest, 1, Msr.SYSTEM_TIME)).as("of another").isNotZero();
        guest.preempt(0, 3);
        assertThat(steal(guest, 0)).isZero();
    }

    @Test
    void theFlagsOfTheStructureAreItsAttributesAndThereIsNoRevision() {
        BenchGuest guest = enabled(guest());
        assertThat(guest.vm().overwrite(0, Corrupt.Field.ATTRIBUTES, 5)).isTrue();
        assertThat(guest.memory().load32(guest.slot(0) + StealTimeStructure.FLAGS))
                .isEqualTo(5);
        assertThat(version(guest, 0)).isEqualTo(2);
        assertThat(guest.vm().overwrite(0, Corrupt.Field.REVISION, 1)).isFalse();
    }
}
