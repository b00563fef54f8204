package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;

import java.lang.reflect.Proxy;
import java.util.List;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.PvTimeDriver.Abi;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.guest.PvTimeDriver.Setup;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt.Field;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StolenTimeDriverTest {
    private static BenchGuest configured(Candidate<Kvm> kvm, Strategies strategy) {
        BenchGuest guest = guest(Bench.Setup.DEFAULT, kvm, strategy);
        assertThat(guest.vm().configure()).isEqualTo(Errno.OK);
        return guest;
    }

    private static BenchGuest configured(Strategies strategy) {
        return configured(KVM, strategy);
    }

    private static PvTimeDriver driver(BenchGuest guest, long donation) {
        return guest.vm()
                .driver(guest.platform(), new Setup(KernelRelease.DEFAULT, Abi.RELEASED, new Address(donation), 0));
    }

    private static List<Long> calls(BenchGuest guest) {
        return guest.bench().observed().stream()
                .filter(o -> o.kind().equals(Observations.HYPERCALL))
                .map(Bench.Observed::a)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void theProbeAsksInTheOrderOfTheKernel(Strategies strategy) {
        BenchGuest guest = configured(strategy);
        assertThat(guest.driver().probe()).isTrue();
        assertThat(calls(guest)).containsExactly(0x8000_0000L, 0x8000_0001L, 0xc500_0020L);
    }

    @Test
    void theProbeEndsAtTheFirstNo() {
        BenchGuest guest = guest("5.4");
        assertThat(guest.driver().probe()).isFalse();
        assertThat(calls(guest)).containsExactly(0x8000_0000L, 0x8000_0001L);
    }

    @Test
    void aDriverWrittenToTheDraftsFindsNothingInAReleasedKernel() {
        BenchGuest guest = configured(Strategies.USERSPACE);
        PvTimeDriver draft = guest.driver(Abi.DRAFT);
        assertThat(draft.probe()).isFalse();
        assertThat(draft.cpuOnline(0)).isEqualTo(Errno.EINVAL);
        assertThat(draft.stealClock(0)).isZero();
    }

    @Test
    void butInAKernelOfTheDrafts() {
        BenchGuest guest = configured(KVM.with("functions", "draft"), Strategies.USERSPACE);
        PvTimeDriver draft = guest.driver(Abi.DRAFT);
        assertThat(draft.probe()).isTrue();
        assertThat(draft.cpuOnline(0)).isEqualTo(Errno.OK);
        assertThat(guest.driver(Abi.RELEASED).probe()).isFalse();
    }

    @Test
    void anOldKernelSaysYesAndThenHasNoStructure() {
        BenchGuest guest = guest("5.9");
        PvTimeDriver driver = guest.driver();
        assertThat(driver.probe()).isTrue();
        assertThat(driver.cpuOnline(0)).isEqualTo(Errno.EINVAL);
    }

    @Test
    void aCpuWithoutAddressCannotComeOnline() {
        BenchGuest guest = guest(KVM);
        guest.vm().setVcpuAttribute(0, KvmFixture.GROUP, KvmFixture.IPA, guest.slot(0));
        PvTimeDriver driver = guest.driver();
        assertThat(driver.probe()).isTrue();
        assertThat(driver.cpuOnline(0)).isEqualTo(Errno.OK);
        assertThat(driver.cpuOnline(1)).isEqualTo(Errno.EINVAL);
    }

    @Test
    void anAddressThatCannotBeMappedIsEnomem() {
        BenchGuest guest = configured(Strategies.USERSPACE);
        PvTimeDriver driver = guest.vm()
                .driver(misplacing(guest.platform()), new Setup(KernelRelease.DEFAULT, Abi.RELEASED, Bench.RAM, 0));
        assertThat(driver.cpuOnline(0)).isEqualTo(Errno.ENOMEM);
        assertThat(driver.stealClock(0)).isZero();
    }

    /** Virtual hardware on which addresses come back from calls as if they were far beyond the guest's memory. */
    private static GuestPlatform misplacing(GuestPlatform platform) {
        return (GuestPlatform) Proxy.newProxyInstance(
                GuestPlatform.class.getClassLoader(), new Class<?>[] {GuestPlatform.class}, (proxy, method, args) -> {
                    Object result = method.invoke(platform, args);
                    if (method.getName().equals("hypercall") && ((Registers) args[1]).x(0) > 0) {
                        ((Registers) args[1]).x(0, ((Registers) args[1]).x(0) + 0x10_0000_0000L);
                    }
                    return result;
                });
    }

    @Test
    void anUnknownRevisionIsEnxioAndStaysMapped() {
        BenchGuest guest = configured(KVM.with("revision", "1").with("ask_revision", "on"), Strategies.USERSPACE);
        PvTimeDriver driver = guest.driver();
        assertThat(driver.cpuOnline(0)).isEqualTo(Errno.ENXIO);
        guest.preempt(0, 1_000);
        assertThat(driver.stealClock(0)).isEqualTo(1_000);
    }

    @Test
    void stolenTimeIsReadOfAnyCpuFromAnyCpu() {
        BenchGuest guest = configured(Strategies.USERSPACE);
        PvTimeDriver driver = guest.driver();
        driver.cpuOnline(0);
        driver.cpuOnline(3);
        guest.preempt(3, 42);
        assertThat(driver.stealClock(3)).isEqualTo(42);
        assertThat(driver.stealClock(0)).isZero();
        assertThat(driver.stealClock(1)).isZero();
        assertThat(driver.stealClock(17)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "GUEST_DONATED", mode = EnumSource.Mode.EXCLUDE)
    void goingOfflineSaysNothingToTheHost(Strategies strategy) {
        BenchGuest guest = configured(strategy);
        PvTimeDriver driver = guest.driver();
        driver.cpuOnline(1);
        int calls = calls(guest).size();
        driver.cpuOffline(1);
        driver.cpuOffline(1);
        assertThat(calls(guest)).hasSize(calls);
        assertThat(driver.stealClock(1)).isZero();
        guest.preempt(1, 1_000);
        assertThat(guest.vm().stolenTime(1)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void comingBackOnlineStartsFromZero(Strategies strategy) {
        BenchGuest guest = configured(strategy);
        PvTimeDriver driver = guest.driver();
        driver.cpuOnline(1);
        guest.preempt(1, 1_000);
        driver.cpuOffline(1);
        guest.preempt(1, 500);
        assertThat(driver.cpuOnline(1)).isEqualTo(Errno.OK);
        assertThat(driver.stealClock(1)).isZero();
        guest.preempt(1, 30);
        assertThat(driver.stealClock(1)).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(names = "GUEST_DONATED", mode = EnumSource.Mode.EXCLUDE)
    void handingOverSaysNothingToTheHost(Strategies strategy) {
        BenchGuest guest = configured(strategy);
        PvTimeDriver driver = guest.driver();
        driver.cpuOnline(0);
        int calls = calls(guest).size();
        for (Handover handover : Handover.values()) {
            driver.handOver(0, handover);
        }
        assertThat(calls(guest)).hasSize(calls);
    }

    @ParameterizedTest
    @EnumSource
    void handingOverTakesDonatedMemoryBack(Handover handover) {
        BenchGuest guest = configured(Strategies.GUEST_DONATED);
        PvTimeDriver driver = guest.driver();
        driver.cpuOnline(0);
        driver.handOver(0, handover);
        guest.memory().forgetHostWrites();
        guest.preempt(0, 1_000);
        assertThat(guest.memory().corruptions()).isZero();
        assertThat(guest.vm().structureAddress(0)).isEqualTo(-1);
    }

    @Test
    void aCpuThatDonatedNothingHasNothingToTakeBack() {
        BenchGuest guest = configured(Strategies.GUEST_DONATED);
        guest.driver().handOver(0, Handover.KEXEC);
        guest.driver().cpuOffline(0);
        assertThat(calls(guest)).isEmpty();
    }

    @Test
    void memoryThatIsNotTakenBackIsWrittenOver() {
        BenchGuest guest = configured(Strategies.GUEST_DONATED);
        guest.driver().cpuOnline(0);
        guest.preempt(0, 1_000);
        assertThat(guest.memory().corruptions()).isZero();
        // kexec without a word: the next kernel's page.
        guest.memory().forgetHostWrites();
        guest.stealMemory().guestReplaced();
        guest.preempt(0, 1_000);
        assertThat(guest.memory().corruptions()).isEqualTo(1);
    }

    @Test
    void theVmmsMemoryIsSafeOverKexec() {
        BenchGuest guest = configured(Strategies.USERSPACE);
        guest.driver().cpuOnline(0);
        guest.memory().forgetHostWrites();
        guest.stealMemory().guestReplaced();
        guest.preempt(0, 1_000);
        assertThat(guest.memory().corruptions()).isZero();
        assertThat(guest.vm().stolenTime(0)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(names = "GUEST_DONATED", mode = EnumSource.Mode.EXCLUDE)
    void firmwareAndKernelAreToldTheSameAddressAndTheCountRestarts(Strategies strategy) {
        BenchGuest guest = configured(strategy);
        PvTimeDriver firmware = driver(guest, Bench.RAM.value());
        PvTimeDriver kernel = driver(guest, Bench.RAM.value() + 0x1_0000);
        firmware.cpuOnline(0);
        guest.preempt(0, 1_000);
        kernel.cpuOnline(0);
        guest.preempt(0, 30);
        assertThat(kernel.stealClock(0)).isEqualTo(30);
        assertThat(firmware.stealClock(0)).isEqualTo(30);
    }

    @Test
    void ofFirmwareAndKernelThatDonateTheFirstStopsWithoutAWord() {
        BenchGuest guest = configured(Strategies.GUEST_DONATED);
        PvTimeDriver firmware = driver(guest, Bench.RAM.value());
        PvTimeDriver kernel = driver(guest, Bench.RAM.value() + 0x1_0000);
        firmware.cpuOnline(0);
        guest.preempt(0, 1_000);
        kernel.cpuOnline(0);
        guest.preempt(0, 30);
        assertThat(kernel.stealClock(0)).isEqualTo(30);
        assertThat(firmware.stealClock(0)).isEqualTo(1_000);
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void aDonationInTheWrongPlaceKeepsTheCpuOffline() {
        BenchGuest guest = configured(Strategies.GUEST_DONATED);
        PvTimeDriver driver = driver(guest, Bench.RAM.value() + 8);
        assertThat(driver.probe()).isTrue();
        assertThat(driver.cpuOnline(0)).isEqualTo(Errno.EINVAL);
        assertThat(driver.stealClock(0)).isZero();
    }

    @Test
    void theDriverReadsMemoryAsItIs() {
        BenchGuest guest = configured(Strategies.USERSPACE);
        PvTimeDriver driver = guest.driver();
        driver.cpuOnline(0);
        guest.vm().overwrite(0, Field.STOLEN_TIME, 77);
        assertThat(driver.stealClock(0)).isEqualTo(77);
    }
}
