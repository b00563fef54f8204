package org.foliot.hypervisor.kvmriscv;

/** Layout of {@code struct sbi_sta_struct} (arch/riscv/include/asm/sbi.h), little-endian. */
final class StealTimeStructure {
    /** Bytes per vCPU, of which the last 47 are padding. */
    static final int SIZE = 64;

    /** Alignment of the structure in bytes. */
    static final int ALIGNMENT = 64;

    /** Offset of the sequence, 32 bits; odd while the host writes. */
    static final int SEQUENCE = 0;

    /** Offset of the flags, 32 bits; 0. */
    static final int FLAGS = 4;

    /** Offset of the stolen nanoseconds, 64 bits. */
    static final int STEAL = 8;

    /** Offset of the byte that may say that the vCPU is preempted, which KVM does not write. */
    static final int PREEMPTED = 16;

    private StealTimeStructure() {}
}
