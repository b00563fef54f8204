package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;

import org.foliot.api.hypervisor.Errno;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the VMM does, which is what QEMU does. */
class VmmTest {
    @ParameterizedTest
    @EnumSource(names = "GUEST_DONATED", mode = EnumSource.Mode.EXCLUDE)
    void everyVcpuGetsTheAddressThatTheStrategyHasForIt(Strategies strategy) {
        BenchGuest guest = guest(strategy);
        assertThat(guest.vm().configure()).isEqualTo(Errno.OK);
        for (int vcpu = 0; vcpu < 4; vcpu++) {
            assertThat(guest.vm().structureAddress(vcpu))
                    .isEqualTo(guest.stealMemory().placement(vcpu));
        }
    }

    @Test
    void noneGetsAnAddressThatTheGuestIsToDonate() {
        BenchGuest guest = guest(Strategies.GUEST_DONATED);
        assertThat(guest.vm().configure()).isEqualTo(Errno.OK);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(-1);
    }

    @Test
    void itGivesUpWhereThereIsNoStolenTime() {
        assertThat(guest("5.4").vm().configure()).isEqualTo(Errno.ENXIO);
        BenchGuest blind = guest(Bench.Setup.DEFAULT.withoutSchedInfo(), KVM, Strategies.USERSPACE);
        assertThat(blind.vm().configure()).isEqualTo(Errno.ENXIO);
    }

    @Test
    void orGoesWithoutIfItMay() {
        BenchGuest guest =
                guest(Bench.Setup.DEFAULT.withRelease("5.4"), KVM.with("kvm_steal_time", "auto"), Strategies.USERSPACE);
        assertThat(guest.vm().configure()).isEqualTo(Errno.OK);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(-1);
        assertThat(guest.driver().probe()).isFalse();
    }

    @Test
    void itGivesUpWhereTheKernelKnowsALaterRevisionOnly() {
        assertThat(guest(KVM.with("revision", "1")).vm().configure()).isEqualTo(Errno.ENXIO);
        assertThat(guest(KVM.with("revision", "1").with("kvm_steal_time", "auto"))
                        .vm()
                        .configure())
                .isEqualTo(Errno.ENXIO);
    }

    @Test
    void itNeedsToAskForNothingWhereRevisionZeroIsProvidedToo() {
        BenchGuest guest = guest(KVM.with("revision", "1").with("revision_zero", "on"));
        assertThat(guest.vm().configure()).isEqualTo(Errno.OK);
        KvmFixture.ask(guest, 0);
        assertThat(guest.memory().load32(guest.slot(0))).isZero();
    }

    @Test
    void aHotAddedVcpuGetsItsAddressUnlessTheVmmForgets() {
        for (boolean forgets : new boolean[] {false, true}) {
            BenchGuest guest = guest(KVM.with("hot_add_address", forgets ? "off" : "on"));
            guest.vm().configure();
            int added = guest.bench().addVcpu();
            guest.vm().vcpuAdded(added);
            assertThat(guest.vm().structureAddress(added)).isEqualTo(forgets ? -1 : guest.slot(added));
        }
    }

    @Test
    void aSecondConfigurationFindsTheAddressesSet() {
        BenchGuest guest = guest(KVM);
        guest.vm().configure();
        assertThat(guest.vm().configure()).isEqualTo(Errno.EEXIST);
    }
}
