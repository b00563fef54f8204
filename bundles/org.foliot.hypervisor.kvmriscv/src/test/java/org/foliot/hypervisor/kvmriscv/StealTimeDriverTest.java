package org.foliot.hypervisor.kvmriscv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvmriscv.Fixture.A_MILLION_NANOS;
import static org.foliot.hypervisor.kvmriscv.Fixture.KVM;
import static org.foliot.hypervisor.kvmriscv.Fixture.driver;
import static org.foliot.hypervisor.kvmriscv.Fixture.guest;
import static org.foliot.hypervisor.kvmriscv.Fixture.online;

import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.StealMemory;
import org.foliot.testkit.BenchGuest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StealTimeDriverTest {
    @Test
    void needsSbiTwoTheExtensionAndAKernelThatLooks() {
        assertThat(driver(guest(), "6.12").probe()).isTrue();
        assertThat(driver(guest(), "6.8").probe()).isTrue();
        assertThat(driver(guest(), "6.7").probe())
                .as("a kernel without the driver")
                .isFalse();
        assertThat(driver(guest(KVM.with("sbi_version", "v1_0")), "6.12").probe())
                .as("SBI 1.0, whatever it has")
                .isFalse();
        assertThat(driver(guest(KVM.with("sta", "off")), "6.12").probe()).isFalse();
        assertThat(driver(guest(KVM.with("sbi_version", "v3_0")), "6.12").probe())
                .isTrue();
    }

    @Test
    void startsFromZeroEveryTimeThatACpuComesUp() {
        BenchGuest guest = guest();
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        guest.preempt(0, 4 * A_MILLION_NANOS);
        driver.cpuOffline(0);
        assertThat(driver.stealClock(0)).as("offline").isEqualTo(4 * A_MILLION_NANOS);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(StealMemory.NO_ADDRESS);
        guest.preempt(0, 2 * A_MILLION_NANOS);
        online(guest, driver, 0);
        assertThat(driver.stealClock(0)).isZero();
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(driver.stealClock(0)).isEqualTo(A_MILLION_NANOS);
    }

    @ParameterizedTest
    @EnumSource
    void handedOverNobodyIsWrittenOver(Handover handover) {
        BenchGuest guest = guest();
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        driver.handOver(0, handover);
        guest.memory().forgetHostWrites();
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void notHandedOverTheHostWritesOn() {
        BenchGuest guest = guest();
        online(guest, driver(guest, "6.12"), 0);
        guest.memory().forgetHostWrites();
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(guest.memory().corruptions()).isPositive();
    }

    @Test
    void errorsOfSbiBecomeErrorsOfLinux() {
        BenchGuest guest = guest(KVM.with("sta", "off"));
        guest.enter(0);
        assertThat(driver(guest, "6.12").cpuOnline(0)).as("NOT_SUPPORTED").isEqualTo(-524);
        BenchGuest none = guest();
        PvTimeDriver outside = none.vm()
                .driver(
                        none.platform(),
                        new PvTimeDriver.Setup(
                                org.foliot.api.extension.KernelRelease.DEFAULT,
                                PvTimeDriver.Abi.RELEASED,
                                org.foliot.testkit.Bench.RAM.plus(8),
                                0));
        assertThat(outside.cpuOnline(0)).as("INVALID_PARAM").isEqualTo(Errno.EINVAL);
    }

    @Test
    void aSequenceThatStaysOddIsSaidSo() {
        BenchGuest guest = guest();
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        guest.memory().guestStore64(guest.slot(0), 3);
        assertThatThrownBy(() -> driver.stealClock(0))
                .hasMessageContaining("sequence 3")
                .hasMessageContaining("odd");
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
}
