package org.foliot.testkit;

import org.foliot.api.hypervisor.Errno;

/** Numbers of the Arm stolen-time interface (DEN0057A 1.0) and of KVM's side of it. */
final class Den0057a {
    static final long SMCCC_ARCH_FEATURES = 0x8000_0001L;
    static final long PV_TIME_FEATURES = 0xc500_0020L;
    static final long PV_TIME_ST = 0xc500_0021L;
    /** PV_TIME_ST of the drafts, which no release knows. */
    static final long PV_TIME_ST_DRAFT = 0xc500_0022L;

    static final long TRNG_FEATURES = 0x8400_0051L;
    static final long TRNG_RND64 = 0xc400_0053L;
    static final long VENDOR_HYP_PTP = 0x8600_0001L;

    static final long SUCCESS = 0;
    static final long NOT_SUPPORTED = -1;

    /** KVM_ARM_VCPU_PVTIME_CTRL. */
    static final int GROUP = 2;
    /** KVM_ARM_VCPU_PVTIME_IPA. */
    static final long IPA = 0;
    /** KVM_REG_ARM_STD_HYP_BMAP, and its one bit. */
    static final long STD_HYP_BMAP = 0x6030_0000_0016_0001L;

    static final long PV_TIME_SERVICE = 1;

    /** Offsets in the structure. */
    static final int REVISION = 0;

    static final int ATTRIBUTES = 4;
    static final int STOLEN_TIME = 8;
    static final int SIZE = 64;

    private Den0057a() {}

    /** Stolen nanoseconds as they stand in memory. */
    static long stolen(BenchGuest guest, int vcpu) {
        return guest.memory().load64(guest.slot(vcpu) + STOLEN_TIME);
    }

    /** The VMM sets the address of a vCPU's structure; nothing where the guest donates the memory. */
    static void configure(BenchGuest guest, int vcpu) {
        if (!guest.donates()) {
            int error = guest.vm().setVcpuAttribute(vcpu, GROUP, IPA, guest.slot(vcpu));
            Expect.equal("the result of setting the address of vCPU " + vcpu, Errno.name(Errno.OK), Errno.name(error));
        }
    }

    /** PV_TIME_ST, with the address in x1 where the guest donates the memory; what comes back. */
    static long ask(BenchGuest guest, int vcpu) {
        return guest.call(vcpu, PV_TIME_ST, guest.donates() ? guest.slot(vcpu) : 0);
    }

    /** Sets stolen time up on a vCPU, as VMM and guest do it together. */
    static void start(BenchGuest guest, int vcpu) {
        configure(guest, vcpu);
        guest.enter(vcpu);
        Expect.equalHex("PV_TIME_ST on vCPU " + vcpu, guest.slot(vcpu), ask(guest, vcpu));
        guest.vm().vcpuPut(vcpu, false);
    }
}
