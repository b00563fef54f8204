package org.example.loongarch;

import static org.example.loongarch.Fixture.A_MILLION_NANOS;
import static org.example.loongarch.Fixture.KVM;
import static org.example.loongarch.Fixture.driver;
import static org.example.loongarch.Fixture.guest;
import static org.example.loongarch.Fixture.online;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.StealMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What LoongArch does otherwise than other interfaces of stolen time, rule by rule. */
class StealTimeTest {
    private static final int CTRL = KvmPara.KVM_LOONGARCH_VCPU_PVTIME_CTRL;
    private static final long GPA = KvmPara.KVM_LOONGARCH_VCPU_PVTIME_GPA;
    private static final long RAM = Bench.RAM.value();
    private static final long VALID = KvmPara.KVM_STEAL_PHYS_VALID;

    private static BenchGuest running() {
        BenchGuest guest = guest();
        guest.memory().expectHostWrites(Bench.RAM, 4096);
        guest.run(0);
        return guest;
    }

    @Test
    void featuresAreReadByCpucfg() {
        assertTrue(driver(guest(), "6.12").probe());
        assertFalse(driver(guest(), "6.10").probe(), "a kernel without the driver");
        assertFalse(driver(guest(KVM.with("steal_time", "off")), "6.12").probe());
        Registers registers = KvmPara.cpucfg(new Registers(), 1);
        guest().vm().hypercall(0, registers);
        assertEquals(0, KvmPara.result(registers), "an index that nobody knows");
    }

    @Test
    void anotherCallIsAnInvalidCode() {
        BenchGuest guest = guest();
        Registers registers =
                KvmPara.hypercall2(new Registers(), 77, 1L << KvmPara.KVM_FEATURE_STEAL_TIME, RAM | VALID);
        guest.vm().hypercall(0, registers);
        assertEquals(KvmPara.KVM_HCALL_INVALID_CODE, KvmPara.result(registers));
        KvmPara.hypercall2(registers, KvmPara.KVM_HCALL_FUNC_NOTIFY, 1L << 9, RAM | VALID);
        guest.vm().hypercall(0, registers);
        assertEquals(KvmPara.KVM_HCALL_INVALID_CODE, KvmPara.result(registers));
        guest.vm().hypercall(0, new Registers().call(0xC500_0020L, 0, 0, 0));
        assertEquals(StealMemory.NO_ADDRESS, guest.vm().structureAddress(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4, 8, 16, 32})
    void reservedBitsAreRefusedOnBothSides(long bit) {
        BenchGuest guest = guest();
        assertEquals(KvmPara.KVM_HCALL_INVALID_PARAMETER, Fixture.notify(guest, 0, RAM | VALID | bit));
        assertEquals(Errno.EINVAL, guest.vm().setVcpuAttribute(0, CTRL, GPA, RAM | VALID | bit));
        assertEquals(StealMemory.NO_ADDRESS, guest.vm().structureAddress(0));
    }

    @Test
    void aGuestMayNameAnotherAddressAtAnyTimeAndNothingIsZeroed() {
        BenchGuest guest = running();
        guest.memory().guestStore64(RAM + 128, 4711);
        assertEquals(KvmPara.KVM_HCALL_SUCCESS, Fixture.notify(guest, 0, RAM | VALID));
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(KvmPara.KVM_HCALL_SUCCESS, Fixture.notify(guest, 0, (RAM + 128) | VALID));
        assertEquals(RAM + 128, guest.vm().structureAddress(0));
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(4711 + A_MILLION_NANOS, guest.vm().stolenTime(0));
        assertEquals(A_MILLION_NANOS, guest.memory().load64(RAM), "the old one is left alone");
    }

    @Test
    void whatWasWaitedBeforeIsNotCounted() {
        BenchGuest guest = running();
        guest.preempt(0, 5 * A_MILLION_NANOS);
        Fixture.notify(guest, 0, RAM | VALID);
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(A_MILLION_NANOS, guest.vm().stolenTime(0));
    }

    @Test
    void withoutTheValidBitNothingIsWritten() {
        BenchGuest guest = running();
        Fixture.notify(guest, 0, RAM | VALID);
        Fixture.notify(guest, 0, 0);
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(StealMemory.NO_ADDRESS, guest.vm().structureAddress(0));
        assertEquals(0, guest.memory().load64(RAM));
    }

    @Test
    void anUpdateMakesTheVersionEvenAndGreaterEvenIfTheGuestLeftItOdd() {
        BenchGuest guest = running();
        guest.memory().guestStore64(RAM + StealTimeStructure.VERSION, 7);
        Fixture.notify(guest, 0, RAM | VALID);
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(10, guest.memory().load32(RAM + StealTimeStructure.VERSION));
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(12, guest.memory().load32(RAM + StealTimeStructure.VERSION));
    }

    @Test
    void anOddVersionWhileTheGuestRunsIsSaidSo() {
        BenchGuest guest = guest();
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        guest.memory().guestStore64(RAM + StealTimeStructure.VERSION, 3);
        assertThrows(IllegalStateException.class, () -> driver.stealClock(0));
    }

    @Test
    void userspaceReadsAndSetsWhatTheGuestHasNamed() {
        VirtualMachine vm = guest().vm();
        assertEquals(Errno.OK, vm.hasVcpuAttribute(0, CTRL, GPA));
        assertEquals(AttributeValue.of(0), vm.getVcpuAttribute(0, CTRL, GPA));
        assertEquals(Errno.OK, vm.setVcpuAttribute(0, CTRL, GPA, RAM | VALID));
        assertEquals(Errno.OK, vm.setVcpuAttribute(0, CTRL, GPA, (RAM + 64) | VALID), "again, without EEXIST");
        assertEquals(AttributeValue.of((RAM + 64) | VALID), vm.getVcpuAttribute(0, CTRL, GPA));
        assertEquals(Errno.EINVAL, vm.setVcpuAttribute(0, CTRL, GPA, (1L << 46) | VALID), "no memory");
        assertEquals(Errno.OK, vm.setVcpuAttribute(0, CTRL, GPA, 0));
        assertEquals(StealMemory.NO_ADDRESS, vm.structureAddress(0));
    }

    @Test
    void whatThereIsNotIsENXIO() {
        VirtualMachine vm = guest().vm();
        assertEquals(Errno.ENXIO, vm.hasVcpuAttribute(0, CTRL, GPA + 1));
        assertEquals(Errno.ENXIO, vm.setVcpuAttribute(0, CTRL + 1, GPA, RAM | VALID));
        VirtualMachine without = guest(KVM.with("steal_time", "off")).vm();
        assertEquals(Errno.ENXIO, without.setVcpuAttribute(0, CTRL, GPA, RAM | VALID));
        assertEquals(AttributeValue.refused(Errno.ENXIO), without.getVcpuAttribute(0, CTRL, GPA));
    }

    @Test
    void aResetForgetsWhatWasNamed() {
        BenchGuest guest = guest();
        online(guest, driver(guest, "6.12"), 0);
        guest.vm().vcpuReset(0);
        assertEquals(StealMemory.NO_ADDRESS, guest.vm().structureAddress(0));
    }

    @Test
    void stolenTimeOutlivesHotplugAsOnX86() {
        BenchGuest guest = guest();
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        guest.preempt(0, 4 * A_MILLION_NANOS);
        driver.cpuOffline(0);
        guest.preempt(0, 2 * A_MILLION_NANOS);
        online(guest, driver, 0);
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(5 * A_MILLION_NANOS, driver.stealClock(0));
    }

    @Test
    void theHintIsThereWhileTheVcpuIsPreempted() {
        BenchGuest guest = guest(KVM.with("preempt_hint", "on"));
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        assertFalse(driver.isPreempted(0));
        guest.vm().vcpuPut(0, true);
        assertTrue(driver.isPreempted(0));
        guest.vm().vcpuLoad(0);
        guest.vm().enter(0, 0);
        assertFalse(driver.isPreempted(0));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverComesNextIsNotWrittenOver(Handover handover) {
        BenchGuest guest = guest();
        PvTimeDriver driver = online(guest, driver(guest, "6.12"), 0);
        driver.handOver(0, handover);
        guest.memory().forgetHostWrites();
        guest.preempt(0, A_MILLION_NANOS);
        assertEquals(0, guest.memory().corruptions());
    }

    @Test
    void aGuestWithStolenTimeIsRefusedWhereThereIsNone() {
        BenchGuest guest = guest();
        online(guest, driver(guest, "6.12"), 0);
        guest.vm().vcpuPut(0, false);
        BenchGuest old = guest(KVM.with("steal_time", "off"));
        IncompatibleStateException refusal = assertThrows(IncompatibleStateException.class, () -> old.vm()
                .restore(guest.vm().save()));
        assertEquals(IncompatibleStateException.PV_TIME, refusal.reason());
        assertTrue(refusal.getMessage().contains("ENXIO"), refusal.getMessage());
    }

    @Test
    void whatIsRestoredIsChecked() {
        BenchGuest guest = guest();
        var values = new java.util.TreeMap<>(guest.vm().save().values());
        values.put("pvtime_gpa", new long[] {RAM | VALID | 2});
        var broken = new org.foliot.api.hypervisor.SavedState(KvmLoongarch.ID, 1, values);
        IncompatibleStateException refusal = assertThrows(
                IncompatibleStateException.class, () -> guest().vm().restore(broken));
        assertEquals(IncompatibleStateException.SAVED_STATE, refusal.reason());
        assertTrue(refusal.getMessage().contains("EINVAL"), refusal.getMessage());
    }
}
