package org.foliot.hypervisor.hyperv;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.hypervisor.Registers;

/**
 * Hypercalls and virtual-processor registers of Hyper-V on arm64 (arch/arm64/include/asm/hyperv-tlfs.h), and how a call travels, which is
 * a choice of ours: the call code in x0, the register in x1, the value that is written in x2; back come a status in x0 and the value
 * that was read in x1.
 */
final class Tlfs {
    /** HVCALL_GET_VP_REGISTERS. */
    static final long GET_VP_REGISTERS = 0x50;

    /** HVCALL_SET_VP_REGISTERS. */
    static final long SET_VP_REGISTERS = 0x51;

    /** HV_REGISTER_FEATURES. */
    static final long FEATURES = 0x0000_0200;

    /** HV_REGISTER_TIME_REF_COUNT: reference time in units of 100 ns. */
    static final long TIME_REF_COUNT = 0x0009_0004;

    /** HV_REGISTER_REFERENCE_TSC: address of the page, and bit 0 that enables it. */
    static final long REFERENCE_TSC = 0x0009_0017;

    /** HV_MSR_TIME_REF_COUNT_AVAILABLE. */
    static final long TIME_REF_COUNT_AVAILABLE = 1L << 1;

    /** HV_MSR_REFERENCE_TSC_AVAILABLE. */
    static final long REFERENCE_TSC_AVAILABLE = 1L << 9;

    /** HV_ACCESS_TSC_INVARIANT. */
    static final long INVARIANT = 1L << 15;

    /** The bit of {@link #REFERENCE_TSC} that makes it count. */
    static final long ENABLED = 1;

    /** Bits of {@link #REFERENCE_TSC} that are no address. */
    static final long PAGE_OFFSET = 0xfff;

    static final long SUCCESS = 0;
    static final long INVALID_HYPERCALL_CODE = 2;
    static final long INVALID_PARAMETER = 5;

    private final GuestPlatform platform;
    private final Registers registers = new Registers();

    /** Calls of guest software. */
    Tlfs(GuestPlatform platform) {
        this.platform = platform;
    }

    /** Reads a register; 0 where there is none. */
    long get(int cpu, long register) {
        platform.hypercall(cpu, registers.call(GET_VP_REGISTERS, register, 0, 0));
        return registers.x(0) == SUCCESS ? registers.x(1) : 0;
    }

    /** Writes a register. */
    void set(int cpu, long register, long value) {
        platform.hypercall(cpu, registers.call(SET_VP_REGISTERS, register, value, 0));
    }
}
