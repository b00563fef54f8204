package org.foliot.hypervisor.arm64;

/** Layout of the stolen-time structure of one vCPU (arch/arm64/include/asm/pvclock-abi.h), little-endian. */
public final class StolenTimeStructure {
    /** Bytes per vCPU, of which the last 48 are padding. */
    public static final int SIZE = 64;

    /** Alignment of the structure in bytes. */
    public static final int ALIGNMENT = 64;

    /** Offset of the revision, 32 bits; 0 for DEN0057A 1.0. */
    static final int REVISION = 0;

    /** Offset of the attributes, 32 bits; 0. */
    static final int ATTRIBUTES = 4;

    /** Offset of the stolen nanoseconds, 64 bits. */
    static final int STOLEN_TIME = 8;

    private StolenTimeStructure() {}
}
