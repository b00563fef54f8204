package org.foliot.hypervisor.kvmx86;

/**
 * Layout of {@code struct pvclock_vcpu_time_info} and {@code struct pvclock_wall_clock}
 * (arch/x86/include/asm/pvclock-abi.h), little-endian.
 */
final class PvclockStructure {
    /** Bytes per vCPU. */
    static final int SIZE = 32;

    /** Distance of the structures of two vCPUs in a guest's memory, so that each has a cache line of its own. */
    static final int STRIDE = 64;

    /** Offset of the version, 32 bits; odd while the host writes. */
    static final int VERSION = 0;

    /** Offset of the guest's TSC at the reading, 64 bits. */
    static final int TSC_TIMESTAMP = 8;

    /** Offset of the reading in nanoseconds, 64 bits. */
    static final int SYSTEM_TIME = 16;

    /** Offset of the multiplier, an unsigned fraction of 32 bits. */
    static final int MULTIPLIER = 24;

    /** Offset of the shift, 8 bits, signed. */
    static final int SHIFT = 28;

    /** Offset of the flags, 8 bits. */
    static final int FLAGS = 29;

    /** PVCLOCK_TSC_STABLE_BIT: readings of all vCPUs agree. */
    static final byte TSC_STABLE = 1;

    /** PVCLOCK_GUEST_STOPPED: the VMM had stopped the VM; the guest clears it. */
    static final byte GUEST_STOPPED = 2;

    /** Wall clock: bytes, and offsets of version, seconds and nanoseconds, 32 bits each. */
    static final int WALL_SIZE = 12;

    static final int WALL_VERSION = 0;
    static final int WALL_SECONDS = 4;
    static final int WALL_NANOSECONDS = 8;

    private PvclockStructure() {}
}
