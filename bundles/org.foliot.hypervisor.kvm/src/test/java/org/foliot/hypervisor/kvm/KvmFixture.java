package org.foliot.hypervisor.kvm;

import java.util.Optional;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;

/** VMs under KVM for tests, with the memory of a strategy and, unless said otherwise, nothing configured. */
final class KvmFixture {
    static final Candidate<Kvm> KVM = Candidate.of(Kvm.ID, new Kvm());

    static final int SMCCC_ARCH_FEATURES = 0x8000_0001;
    static final int PV_TIME_FEATURES = 0xc500_0020;
    static final int PV_TIME_ST = 0xc500_0021;
    static final int PV_TIME_ST_DRAFT = 0xc500_0022;
    static final long NOT_SUPPORTED = -1;

    /** KVM_REG_ARM_STD_HYP_BMAP and its one bit. */
    static final long STD_HYP = 0x6030_0000_0016_0001L;

    static final long PV_TIME = 1;

    /** KVM_REG_ARM_TIMER_CNT and _CVAL, each with the encoding of the other, and _CTL. */
    static final long TIMER_CNT = 0x6030_0000_0013_df1aL;

    static final long TIMER_CVAL = 0x6030_0000_0013_df02L;
    static final long TIMER_CTL = 0x6030_0000_0013_df19L;

    /** KVM_REG_ARM_PTIMER_CNT. */
    static final long PTIMER_CNT = 0x6030_0000_0013_df01L;

    /** KVM_ARM_VCPU_PVTIME_CTRL, KVM_ARM_VCPU_PVTIME_IPA, and the attribute that was only thought of. */
    static final int GROUP = 2;

    static final long IPA = 0;
    static final long REVISION = 1;

    private KvmFixture() {}

    static BenchGuest guest(Bench.Setup host, Candidate<Kvm> kvm, Strategies strategy) {
        return new Bench(host).create(kvm, Optional.of(strategy.candidate()));
    }

    static BenchGuest guest(Candidate<Kvm> kvm) {
        return guest(Bench.Setup.DEFAULT, kvm, Strategies.USERSPACE);
    }

    static BenchGuest guest(Strategies strategy) {
        return guest(Bench.Setup.DEFAULT, KVM, strategy);
    }

    /** A guest on a kernel of a release, with what that release does. */
    static BenchGuest guest(String release) {
        return guest(Bench.Setup.DEFAULT.withRelease(release), KVM, Strategies.USERSPACE);
    }

    /** The guest's kernel asks on a vCPU that runs; what it is told. */
    static long ask(BenchGuest guest, int vcpu) {
        return call(guest, vcpu, PV_TIME_ST, guest.donates() ? guest.slot(vcpu) : 0);
    }

    static long call(BenchGuest guest, int vcpu, int function, long argument) {
        return guest.call(vcpu, Integer.toUnsignedLong(function), argument);
    }

    /** Configured by the VMM and asked for on vCPU 0, without any update yet. */
    static BenchGuest started(BenchGuest guest) {
        if (guest.vm().configure() != 0) {
            throw new IllegalStateException("the VMM gave up");
        }
        ask(guest, 0);
        return guest;
    }

    static long stolen(BenchGuest guest) {
        return guest.memory().load64(guest.slot(0) + 8);
    }
}
