package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.NOT_SUPPORTED;
import static org.foliot.hypervisor.kvm.KvmFixture.PV_TIME_FEATURES;
import static org.foliot.hypervisor.kvm.KvmFixture.PV_TIME_ST;
import static org.foliot.hypervisor.kvm.KvmFixture.PV_TIME_ST_DRAFT;
import static org.foliot.hypervisor.kvm.KvmFixture.SMCCC_ARCH_FEATURES;
import static org.foliot.hypervisor.kvm.KvmFixture.call;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;

import org.foliot.api.observation.Observations;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.junit.jupiter.api.Test;

class HypercallsTest {
    private static final int SMCCC_VERSION = 0x8000_0000;

    private static BenchGuest configured(BenchGuest guest) {
        assertThat(guest.vm().configure()).isZero();
        return guest;
    }

    @Test
    void theCallingConventionIsOfVersionOneDotOne() {
        assertThat(call(guest("4.19"), 0, SMCCC_VERSION, 0)).isEqualTo(0x1_0001);
    }

    @Test
    void aKernelBeforeTheDeviceSupportsNothing() {
        BenchGuest guest = guest("5.4");
        assertThat(call(guest, 0, SMCCC_ARCH_FEATURES, PV_TIME_FEATURES)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest, 0, PV_TIME_FEATURES, PV_TIME_ST)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest, 0, PV_TIME_ST, 0)).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void discoveryLooksAtTheVcpuSince510() {
        assertThat(call(guest("5.9"), 0, PV_TIME_FEATURES, PV_TIME_ST)).isZero();
        assertThat(call(guest("5.10"), 0, PV_TIME_FEATURES, PV_TIME_ST)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest("5.9"), 0, PV_TIME_FEATURES, PV_TIME_ST_DRAFT)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest("5.9"), 0, PV_TIME_ST, 0)).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void discoveryIsPerVcpu() {
        BenchGuest guest = guest(KVM);
        guest.vm().setVcpuAttribute(1, KvmFixture.GROUP, KvmFixture.IPA, guest.slot(1));
        assertThat(call(guest, 0, PV_TIME_FEATURES, PV_TIME_ST)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest, 1, PV_TIME_FEATURES, PV_TIME_ST)).isZero();
        assertThat(call(guest, 1, PV_TIME_ST, 0)).isEqualTo(guest.slot(1));
    }

    @Test
    void aKernelOfTheDraftsAnswersToTheirFunctionIds() {
        BenchGuest guest = configured(guest(KVM.with("functions", "draft")));
        assertThat(call(guest, 0, SMCCC_ARCH_FEATURES, PV_TIME_FEATURES)).isZero();
        assertThat(call(guest, 0, PV_TIME_FEATURES, PV_TIME_ST)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest, 0, PV_TIME_ST, 0)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest, 0, PV_TIME_FEATURES, PV_TIME_ST_DRAFT)).isZero();
        assertThat(call(guest, 0, PV_TIME_ST_DRAFT, 0)).isEqualTo(guest.slot(0));
    }

    @Test
    void theUpperHalvesOfFunctionAndFeatureDoNotCount() {
        BenchGuest guest = configured(guest(KVM));
        assertThat(guest.call(0, 0xdead_beef_c500_0020L, 0xdead_beef_c500_0021L))
                .isZero();
    }

    @Test
    void notSupportedIsMinusOneInAll64Bits() {
        assertThat(call(guest(KVM), 0, PV_TIME_ST, 0)).isEqualTo(0xffff_ffff_ffff_ffffL);
    }

    @Test
    void whereTheVmmPlacesTheStructureAnArgumentIsIgnored() {
        BenchGuest guest = configured(guest(KVM));
        assertThat(call(guest, 0, PV_TIME_ST, -1)).isEqualTo(guest.slot(0));
        assertThat(call(guest, 0, PV_TIME_ST, Bench.RAM.value())).isEqualTo(guest.slot(0));
    }

    @Test
    void aCallCostsTheHostItsPrice() {
        BenchGuest guest = guest(KVM);
        call(guest, 2, SMCCC_VERSION, 0);
        assertThat(guest.bench().spent(2)).isEqualTo(376_000);

        Candidate<Kvm> split = KVM.with("hypercall", "6413 cycles");
        BenchGuest dear = guest(split);
        call(dear, 2, SMCCC_VERSION, 0);
        assertThat(dear.bench().spent(2)).isEqualTo(3_206_500);
    }

    @Test
    void askingAlsoCostsTheZeroFill() {
        BenchGuest guest = configured(guest(KVM));
        call(guest, 0, PV_TIME_ST, 0);
        assertThat(guest.bench().spent(0)).isEqualTo(376_000 + (60 + 20 + 30 + 40) * 500);
        assertThat(guest.vm().updateCost(0)).isZero();
    }

    @Test
    void aCallIsReportedWithItsResult() {
        BenchGuest guest = guest(KVM);
        call(guest, 3, PV_TIME_ST, 0);
        assertThat(guest.bench().observed())
                .containsExactly(new Bench.Observed(Observations.HYPERCALL, 3, 0xc500_0021L, -1));
    }

    @Test
    void donatedMemoryIsNamedInTheCall() {
        BenchGuest guest = guest(Strategies.GUEST_DONATED);
        assertThat(call(guest, 0, PV_TIME_FEATURES, PV_TIME_ST)).isZero();
        assertThat(call(guest, 0, PV_TIME_ST, Bench.RAM.value())).isEqualTo(Bench.RAM.value());
        assertThat(guest.vm().structureAddress(0)).isEqualTo(Bench.RAM.value());
        assertThat(call(guest, 0, PV_TIME_ST, Bench.RAM.value() + 8)).isEqualTo(-3);
        assertThat(call(guest, 0, PV_TIME_ST, 0x900_0000)).isEqualTo(-3);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(Bench.RAM.value());
        assertThat(call(guest, 0, PV_TIME_ST, -1)).isZero();
        assertThat(guest.vm().structureAddress(0)).isEqualTo(-1);
    }

    @Test
    void aHostWithoutRunDelayTakesNoDonation() {
        BenchGuest guest = guest(Bench.Setup.DEFAULT.withoutSchedInfo(), KVM, Strategies.GUEST_DONATED);
        assertThat(call(guest, 0, PV_TIME_FEATURES, PV_TIME_ST)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(guest, 0, PV_TIME_ST, Bench.RAM.value())).isEqualTo(NOT_SUPPORTED);
    }
}
