package org.example.loongarch;

/** Layout of {@code struct kvm_steal_time}, little-endian: that of x86 without a bit for TLBs (reference). */
final class StealTimeStructure {
    /** Bytes per vCPU, of which the last 47 are padding. */
    static final int SIZE = 64;

    /** Alignment in bytes: bits 5 to 0 of the shared address have other meanings. */
    static final int ALIGNMENT = 64;

    /** Offset of the stolen nanoseconds, 64 bits. */
    static final int STEAL = 0;

    /** Offset of the version, 32 bits; odd while the host writes. */
    static final int VERSION = 8;

    /** Offset of the flags, 32 bits; 0. */
    static final int FLAGS = 12;

    /** Offset of the byte whose bit 0 says that the vCPU is preempted. */
    static final int PREEMPTED = 16;

    /** In {@link #PREEMPTED}. */
    static final byte KVM_VCPU_PREEMPTED = 1;

    private StealTimeStructure() {}
}
