package org.foliot.hypervisor.kvmx86;

/** Layout of {@code struct kvm_steal_time} (arch/x86/include/uapi/asm/kvm_para.h), little-endian. */
final class StealTimeStructure {
    /** Bytes per vCPU, of which the last 47 are padding. */
    static final int SIZE = 64;

    /** Alignment of the structure in bytes. */
    static final int ALIGNMENT = 64;

    /** Offset of the stolen nanoseconds, 64 bits. */
    static final int STEAL = 0;

    /** Offset of the version, 32 bits; odd while the host writes. */
    static final int VERSION = 8;

    /** Offset of the flags, 32 bits; 0. */
    static final int FLAGS = 12;

    /** Offset of the byte that says what the host does with the vCPU. */
    static final int PREEMPTED = 16;

    /** KVM_VCPU_PREEMPTED, in {@link #PREEMPTED}. */
    static final byte VCPU_PREEMPTED = 1;

    private StealTimeStructure() {}
}
