package org.foliot.hypervisor.kvmx86;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.hypervisor.Registers;

/**
 * How an instruction that traps travels in the registers of a hypercall, which are named after Arm's; a choice of ours.
 *
 * <p>x0 has the opcode, x1 what ECX has: the leaf of CPUID, the number of a register of RDMSR and WRMSR; x2 what WRMSR writes,
 * as EDX:EAX. Back comes in x0 the vector of the exception that the instruction raises, {@link #DONE} for none, and from x1 on
 * the result: EAX, EBX, ECX and EDX of CPUID, EDX:EAX of RDMSR.
 */
final class Trap {
    static final int CPUID = 0x0fa2;
    static final int RDMSR = 0x0f32;
    static final int WRMSR = 0x0f30;

    /** No exception. */
    static final long DONE = 0;

    /** #UD: no such instruction. */
    static final long INVALID_OPCODE = 6;

    /** #GP: there is no such register, or it does not take the value. */
    static final long GENERAL_PROTECTION = 13;

    private final GuestPlatform platform;
    private final Registers registers = new Registers();

    /** Instructions of guest software. */
    Trap(GuestPlatform platform) {
        this.platform = platform;
    }

    /** Executes CPUID with a leaf; the result is in {@link #result}. */
    void cpuid(int cpu, int leaf) {
        platform.hypercall(cpu, registers.call(CPUID, Integer.toUnsignedLong(leaf), 0, 0));
    }

    /** One of the registers EAX, EBX, ECX and EDX, numbered from 0, that the last CPUID set. */
    int result(int register) {
        return (int) registers.x(1 + register);
    }

    /** Writes a model-specific register; whether it took the value. */
    boolean wrmsr(int cpu, int register, long value) {
        platform.hypercall(cpu, registers.call(WRMSR, Integer.toUnsignedLong(register), value, 0));
        return registers.x(0) == DONE;
    }
}
