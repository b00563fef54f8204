package org.foliot.hypervisor.kvmx86;

/** Model-specific registers of KVM (arch/x86/include/uapi/asm/kvm_para.h; Documentation/virt/kvm/x86/msr.rst). */
final class Msr {
    /** MSR_KVM_WALL_CLOCK_NEW: where the host is to write the time at which kvmclock was 0, once per write. */
    static final int WALL_CLOCK = 0x4b56_4d00;

    /** MSR_KVM_SYSTEM_TIME_NEW: where kvmclock of the vCPU is. */
    static final int SYSTEM_TIME = 0x4b56_4d01;

    /** MSR_KVM_STEAL_TIME: where stolen time of the vCPU is. */
    static final int STEAL_TIME = 0x4b56_4d03;

    /** IA32_TIME_STAMP_COUNTER. */
    static final int TSC = 0x10;

    /** The bit of {@link #SYSTEM_TIME} and {@link #STEAL_TIME} that makes them count (KVM_MSR_ENABLED). */
    static final long ENABLED = 1;

    /** Bits of {@link #STEAL_TIME} that have to be 0 (KVM_STEAL_RESERVED_MASK). */
    static final long STEAL_RESERVED = 0x3e;

    private Msr() {}
}
