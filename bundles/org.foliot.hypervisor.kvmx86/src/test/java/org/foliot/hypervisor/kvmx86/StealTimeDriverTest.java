package org.foliot.hypervisor.kvmx86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvmx86.Fixture.A_MILLION_NANOS;
import static org.foliot.hypervisor.kvmx86.Fixture.KVM;
import static org.foliot.hypervisor.kvmx86.Fixture.driver;
import static org.foliot.hypervisor.kvmx86.Fixture.guest;

import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.testkit.BenchGuest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StealTimeDriverTest {
    private static void online(BenchGuest guest, PvTimeDriver driver, int cpu) {
        guest.enter(cpu);
        assertThat(driver.cpuOnline(cpu)).isZero();
        guest.vm().vcpuPut(cpu, false);
        guest.enter(cpu);
    }

    @Test
    void findsWhatTheHypervisorOffers() {
        assertThat(driver(guest(), "6.12").probe()).isTrue();
        assertThat(driver(guest(KVM.with("steal_time", "off")), "6.12").probe()).isFalse();
    }

    @Test
    void startsWithMemoryThatIsZeroWhateverLayThere() {
        BenchGuest guest = guest();
        guest.memory().guestStore64(guest.slot(0), 4711);
        PvTimeDriver driver = driver(guest, "6.12");
        online(guest, driver, 0);
        assertThat(driver.stealClock(0)).isZero();
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void keepsItsTotalAcrossHotplug() {
        BenchGuest guest = guest();
        PvTimeDriver driver = driver(guest, "6.12");
        online(guest, driver, 0);
        guest.preempt(0, A_MILLION_NANOS);
        driver.cpuOffline(0);
        assertThat(driver.stealClock(0)).as("offline").isEqualTo(A_MILLION_NANOS);
        guest.preempt(0, 2 * A_MILLION_NANOS);
        assertThat(driver.stealClock(0)).as("still offline").isEqualTo(A_MILLION_NANOS);
        online(guest, driver, 0);
        assertThat(driver.stealClock(0)).isEqualTo(3 * A_MILLION_NANOS);
    }

    @Test
    void kernelsBefore47WarpedItsClock() {
        BenchGuest guest = guest();
        PvTimeDriver driver = driver(guest, "4.6");
        online(guest, driver, 0);
        guest.preempt(0, 4 * A_MILLION_NANOS);
        driver.cpuOffline(0);
        guest.preempt(0, A_MILLION_NANOS);
        online(guest, driver, 0);
        assertThat(driver.stealClock(0)).isEqualTo(A_MILLION_NANOS);
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheHostToStopWhoeverComesNext(Handover handover) {
        BenchGuest guest = guest();
        PvTimeDriver driver = driver(guest, "6.12");
        online(guest, driver, 0);
        driver.handOver(0, handover);
        guest.memory().forgetHostWrites();
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(guest.memory().corruptions()).isZero();
        assertThat(Fixture.rdmsr(guest, 0, Msr.STEAL_TIME)).isZero();
    }

    @Test
    void anOldKernelThatSaysNothingIsWrittenOver() {
        BenchGuest guest = guest();
        online(guest, driver(guest, "6.12"), 0);
        guest.memory().forgetHostWrites();
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(guest.memory().corruptions()).isPositive();
    }

    @Test
    void aCopyGoesOnFromWhereItWasMade() {
        BenchGuest guest = guest();
        PvTimeDriver driver = driver(guest, "6.12");
        PvTimeDriver before = driver.copy();
        online(guest, driver, 0);
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(driver.copy().stealClock(0)).isEqualTo(A_MILLION_NANOS);
        assertThat(before.stealClock(0)).isZero();
    }

    @Test
    void aVersionThatStaysOddIsSaidSo() {
        BenchGuest guest = guest();
        PvTimeDriver driver = driver(guest, "6.12");
        online(guest, driver, 0);
        guest.memory().guestStore64(guest.slot(0) + StealTimeStructure.VERSION, 3);
        assertThatThrownBy(() -> driver.stealClock(0))
                .hasMessageContaining("version 3")
                .hasMessageContaining("odd");
    }
}
