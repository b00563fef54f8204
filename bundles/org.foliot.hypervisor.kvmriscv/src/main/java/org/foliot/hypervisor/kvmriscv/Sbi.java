package org.foliot.hypervisor.kvmriscv;

import org.foliot.api.hypervisor.Registers;

/**
 * Numbers of the supervisor binary interface, and how a call travels: extension in a7, function in a6, arguments from a0 on, an
 * error back in a0 and a value in a1 (riscv-sbi-doc; arch/riscv/include/asm/sbi.h). The registers are the integer registers x0 to
 * x17 themselves.
 */
final class Sbi {
    /** a0, the first argument and the error. */
    static final int A0 = 10;

    /** a1, the second argument and the value. */
    static final int A1 = 11;

    /** a2, the third argument. */
    static final int A2 = 12;

    /** a6, the function. */
    static final int A6 = 16;

    /** a7, the extension. */
    static final int A7 = 17;

    /** SBI_EXT_BASE. */
    static final long BASE = 0x10;

    /** SBI_EXT_BASE_GET_SPEC_VERSION. */
    static final long GET_SPEC_VERSION = 0;

    /** SBI_EXT_BASE_PROBE_EXT. */
    static final long PROBE_EXTENSION = 3;

    /** SBI_EXT_STA. */
    static final long STA = 0x535441;

    /** SBI_EXT_STA_STEAL_TIME_SET_SHMEM. */
    static final long SET_SHMEM = 0;

    /** SBI_STA_SHMEM_DISABLE, for both halves of the address. */
    static final long SHMEM_DISABLE = -1;

    static final long SUCCESS = 0;
    static final long FAILURE = -1;
    static final long NOT_SUPPORTED = -2;
    static final long INVALID_PARAM = -3;
    static final long INVALID_ADDRESS = -5;

    private static final int MAJOR_SHIFT = 24;

    private Sbi() {}

    /** sbi_mk_version(major, 0). */
    static long version(int major) {
        return (long) major << MAJOR_SHIFT;
    }

    /** Sets registers up for a call. */
    static Registers call(Registers registers, long extension, long function, long a0, long a1, long a2) {
        registers.call(0, 0, 0, 0);
        registers.x(A7, extension);
        registers.x(A6, function);
        registers.x(A0, a0);
        registers.x(A1, a1);
        registers.x(A2, a2);
        return registers;
    }
}
