package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;
import static org.foliot.hypervisor.kvm.KvmFixture.started;
import static org.foliot.hypervisor.kvm.KvmFixture.stolen;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.memory.PlacementException;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KvmStateTest {
    private static Bench host(String release) {
        return new Bench(Bench.Setup.DEFAULT.withRelease(release));
    }

    /** A VM on a new host that takes over what was saved. */
    private static void restore(SavedState state, Bench host, Candidate<Kvm> kvm) {
        host.create(kvm, Optional.of(Strategies.USERSPACE.candidate())).vm().restore(state);
    }

    private static SavedState saved(BenchGuest guest) {
        guest.vm().stopped();
        return guest.vm().save();
    }

    private static void assertRefused(SavedState state, Bench host, Candidate<Kvm> kvm, String reason, String message) {
        assertThatThrownBy(() -> restore(state, host, kvm))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void stolenTimeGoesOnWhereTheGuestArrives(Strategies strategy) {
        BenchGuest source = started(guest(strategy));
        source.preempt(0, 1_200_000_000);
        BenchGuest arrived = source.moveTo(host("6.12"));
        assertThat(stolen(arrived)).isEqualTo(1_200_000_000);
        arrived.bench().waits(0, 300);
        arrived.run(0);
        assertThat(stolen(arrived)).isEqualTo(1_200_000_300);
        assertThat(arrived.vm().structureAddress(0)).isEqualTo(source.slot(0));
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatKeepsTheTotalToItselfStartsItFromNothing(Strategies strategy) {
        BenchGuest source = started(guest(strategy));
        source.preempt(0, 1_200_000_000);
        BenchGuest arrived = source.moveTo(host("5.9"));
        assertThat(stolen(arrived)).isEqualTo(1_200_000_000);
        arrived.bench().waits(0, 300);
        arrived.run(0);
        assertThat(stolen(arrived)).isEqualTo(300);
    }

    @Test
    void theRunDelayOfTheNewThreadIsAllNew() {
        BenchGuest source = started(guest(KVM));
        source.preempt(0, 1_000);
        Bench destination = host("6.12");
        destination.waits(0, 50);
        BenchGuest arrived = source.moveTo(destination);
        arrived.run(0);
        assertThat(stolen(arrived)).isEqualTo(1_050);
    }

    @Test
    void aVcpuThatHadNoStructureHasNoneAfterwards() {
        BenchGuest source = guest(KVM);
        source.vm().setVcpuAttribute(1, KvmFixture.GROUP, KvmFixture.IPA, source.slot(1));
        BenchGuest arrived = source.moveTo(host("6.12"));
        assertThat(arrived.vm().structureAddress(0)).isEqualTo(-1);
        assertThat(arrived.vm().structureAddress(1)).isEqualTo(source.slot(1));
    }

    @Test
    void aDonationThatWasTakenBackStaysTakenBack() {
        BenchGuest source = started(guest(Strategies.GUEST_DONATED));
        KvmFixture.call(source, 0, KvmFixture.PV_TIME_ST, -1);
        BenchGuest arrived = source.moveTo(host("6.12"));
        arrived.preempt(0, 1_000);
        assertThat(stolen(arrived)).isZero();
        assertThat(arrived.vm().stealUpdates(0)).isZero();
    }

    @Test
    void aConfiguredVmTakesOverAsWell() {
        BenchGuest source = started(guest(KVM));
        BenchGuest arrived = host("6.12").create(KVM, Optional.of(Strategies.USERSPACE.candidate()));
        assertThat(arrived.vm().configure()).isEqualTo(Errno.OK);
        arrived.vm().restore(saved(source));
        assertThat(arrived.vm().structureAddress(3)).isEqualTo(source.slot(3));
    }

    @ParameterizedTest
    @CsvSource({
        // saved under revision, kernel's revision, also revision 0: accepted
        "0, 0, off, true",
        "0, 1, off, false",
        "0, 1, on,  true",
        "1, 1, off, true",
        "1, 1, on,  true",
        "1, 0, off, false",
        "1, 2, on,  false",
    })
    void aGuestGoesOnWhereItsRevisionIsProvided(String revision, String provided, String zero, boolean accepted) {
        Candidate<Kvm> source = KVM.with("revision", revision).with("ask_revision", "on");
        SavedState state = saved(started(guest(source)));
        Candidate<Kvm> destination = KVM.with("revision", provided).with("revision_zero", zero);
        if (accepted) {
            assertThatCode(() -> restore(state, host("6.12"), destination)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> restore(state, host("6.12"), destination))
                    .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                            .isEqualTo("structure_revision"));
        }
    }

    @Test
    void anUnknownRevisionIsRefusedWhereTheVmmSetsTheAddress() {
        assertRefused(
                saved(started(guest("5.15"))),
                host("6.12"),
                KVM.with("revision", "1"),
                "structure_revision",
                "the guest has stolen-time structures of revision 0, but Linux 6.12 on bench implements revision 1 only:"
                        + " setting the address of vCPU 0 fails with ENXIO");
        assertRefused(
                saved(started(guest(KVM.with("revision", "3").with("ask_revision", "on")))),
                host("6.12"),
                KVM.with("revision", "1").with("revision_zero", "on"),
                "structure_revision",
                "the guest has stolen-time structures of revision 3, but Linux 6.12 on bench implements revision 1 and 0:"
                        + " setting the address of vCPU 0 fails with ENXIO");
    }

    @Test
    void aHostWithoutStolenTimeIsRefused() {
        SavedState state = saved(started(guest(KVM)));
        assertRefused(
                state,
                host("5.4"),
                KVM,
                "pv_time",
                "the guest has stolen time, but Linux 5.4 on bench offers none: setting the address of vCPU 0 fails with"
                        + " ENXIO");
        assertRefused(
                state,
                new Bench(Bench.Setup.DEFAULT.withoutSchedInfo()),
                KVM,
                "pv_time",
                "the guest has stolen time, but Linux 6.12 on bench offers none: setting the address of vCPU 0 fails with"
                        + " ENXIO");
    }

    @Test
    void aGuestWithoutStolenTimeGoesAnywhere() {
        SavedState state = saved(guest(KVM));
        assertThatCode(() -> restore(state, host("5.4"), KVM)).doesNotThrowAnyException();
    }

    @Test
    void callsThatWereSwitchedOffStayOffOrTheHostIsRefused() {
        BenchGuest source = guest(KVM);
        source.vm().setFirmwareRegister(KvmFixture.STD_HYP, 0);
        SavedState state = saved(source);
        assertRefused(
                state,
                host("5.18"),
                KVM,
                "hypercall_services",
                "the guest was not given the PV-time calls, but Linux 5.18 on bench cannot switch them off"
                        + " (KVM_REG_ARM_STD_HYP_BMAP: ENOENT)");

        BenchGuest arrived = host("5.19").create(KVM, Optional.of(Strategies.USERSPACE.candidate()));
        arrived.vm().restore(state);
        assertThat(arrived.vm().getFirmwareRegister(KvmFixture.STD_HYP).value()).isZero();
        assertThat(KvmFixture.call(arrived, 0, KvmFixture.SMCCC_ARCH_FEATURES, KvmFixture.PV_TIME_FEATURES))
                .isEqualTo(KvmFixture.NOT_SUPPORTED);
    }

    @Test
    void unknownServicesAreRefused() {
        SavedState ours = saved(started(guest(KVM)));
        SortedMap<String, long[]> values = new TreeMap<>(ours.values());
        values.put("hypercall_services", new long[] {5});
        assertRefused(
                new SavedState("kvm", 2, values),
                host("6.12"),
                KVM,
                "hypercall_services",
                "the guest was given hypercall services 0x5, of which bench knows 0x1 only (KVM_REG_ARM_STD_HYP_BMAP:"
                        + " EINVAL)");
    }

    @Test
    void aGuestWithAllCallsGoesBackToAKernelThatCannotSwitchThem() {
        assertThatCode(() -> restore(saved(started(guest(KVM))), host("5.8"), KVM))
                .doesNotThrowAnyException();
    }

    @Test
    void structuresThatAreNotWhereTheyWereAreRefused() {
        BenchGuest source = started(guest(KVM));
        assertThatThrownBy(() -> host("6.12")
                        .create(
                                KVM,
                                Optional.of(Strategies.USERSPACE.candidate().with("at", "0x1020000")))
                        .vm()
                        .restore(saved(source)))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("memory"))
                .hasMessage(
                        "the stolen-time structure of vCPU 0 was at 0x90a0000, where it cannot be on bench (EINVAL)");
    }

    @Test
    void whatAnotherHypervisorOrFormatSavedIsRefused() {
        SavedState ours = saved(started(guest(KVM)));
        assertRefused(
                new SavedState("hyperv", 1, ours.values()),
                host("6.12"),
                KVM,
                "saved_state",
                "the guest was saved by hyperv in format 1, but bench reads format 2 of kvm");
        assertRefused(
                new SavedState("kvm", 1, ours.values()),
                host("6.12"),
                KVM,
                "saved_state",
                "the guest was saved by kvm in format 1, but bench reads format 2 of kvm");
    }

    @ParameterizedTest
    @CsvSource({
        "addresses",
        "revisions",
        "hypercall_services",
        "virtual_counter",
        "counter_offsets",
        "realtime",
        "virtual_timers"
    })
    void anythingMissingIsRefused(String name) {
        SavedState ours = saved(started(guest(KVM)));
        SortedMap<String, long[]> values = new TreeMap<>(ours.values());
        values.remove(name);
        assertRefused(
                new SavedState("kvm", 2, values),
                host("6.12"),
                KVM,
                "saved_state",
                "saved state of kvm has no " + name);
    }

    @ParameterizedTest
    @CsvSource({"revisions", "hypercall_services", "virtual_counter", "counter_offsets", "realtime", "virtual_timers"})
    void anythingCutShortIsRefused(String name) {
        SavedState ours = saved(started(guest(KVM)));
        SortedMap<String, long[]> values = new TreeMap<>(ours.values());
        values.put(name, new long[0]);
        assertThatThrownBy(() -> restore(new SavedState("kvm", 2, values), host("6.12"), KVM))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("saved_state"));
    }

    @Test
    void moreVcpusThanThereAreHereAreRefused() {
        assertRefused(
                saved(started(guest(KVM))),
                new Bench(Bench.Setup.DEFAULT.withVcpus(2)),
                KVM,
                "saved_state",
                "the guest was saved with 4 vCPUs, but has 2 on bench");
    }

    @Test
    void aRefusedGuestGoesOnWhereItWas() {
        BenchGuest source = started(guest(KVM));
        source.preempt(0, 1_000);
        assertThatThrownBy(() -> source.moveTo(host("5.4"))).isInstanceOf(IncompatibleStateException.class);
        source.vm().resumed();
        source.preempt(0, 500);
        assertThat(stolen(source)).isEqualTo(1_500);
    }

    @Test
    void aStrategyThatCannotTakeItsContentBackRefusesBeforeTheHypervisorDoes() {
        BenchGuest source = started(guest(Strategies.HOST_KERNEL));
        Bench destination = new Bench(Bench.Setup.DEFAULT.withVcpus(2));
        assertThatThrownBy(() -> source.moveTo(destination)).isInstanceOf(PlacementException.class);
    }
}
