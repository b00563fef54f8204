package org.example.loongarch;

import org.foliot.api.hypervisor.Registers;

/**
 * What guest and host say to each other: the instruction {@code cpucfg} with an index that hardware does not have, the instruction
 * {@code hvcl}, and their codes (arch/loongarch/include/uapi/asm/kvm_para.h and include/asm/kvm_para.h; from memory).
 *
 * <p>A guest reaches its host by {@link org.foliot.api.guest.GuestPlatform#hypercall}, which carries eighteen registers. They hold
 * here what the trap would find: which instruction it was, its immediate or index, and a0 to a2.
 */
final class KvmPara {
    /** {@code cpucfg} index of the signature. */
    static final long CPUCFG_KVM_SIG = 0x4000_0000L;

    /** {@code cpucfg} index of the features. */
    static final long CPUCFG_KVM_FEATURE = CPUCFG_KVM_SIG + 4;

    /** "KVM" and a zero, little-endian. */
    static final long KVM_SIGNATURE = 0x004d_564bL;

    /** Bit of the features that stands for stolen time. */
    static final int KVM_FEATURE_STEAL_TIME = 2;

    /** Immediate of {@code hvcl} for a service of KVM: vendor 1, code 0. */
    static final long KVM_HCALL_SERVICE = 1 << 8;

    /** Function, in a0, that tells the host about memory that the guest shares with it. */
    static final long KVM_HCALL_FUNC_NOTIFY = 2;

    static final long KVM_HCALL_SUCCESS = 0;
    static final long KVM_HCALL_INVALID_CODE = -1;
    static final long KVM_HCALL_INVALID_PARAMETER = -2;

    /** Bit 0 of the shared address: whether it is one (reference). */
    static final long KVM_STEAL_PHYS_VALID = 1;

    /** Bits of the shared address that are one; those between are reserved (reference; the width is from memory). */
    static final long KVM_STEAL_PHYS_MASK = ~0x3fL;

    /** Group and attribute of a vCPU by which userspace reads and sets the same (names: reference; numbers: from memory). */
    static final int KVM_LOONGARCH_VCPU_PVTIME_CTRL = 1;

    static final long KVM_LOONGARCH_VCPU_PVTIME_GPA = 0;

    private static final int A0 = 0;
    private static final int A1 = 1;
    private static final int A2 = 2;
    private static final int OPERAND = 16;
    private static final int INSTRUCTION = 17;
    private static final long CPUCFG = 1;
    private static final long HVCL = 2;

    private KvmPara() {}

    /** Fills the registers for {@code cpucfg}; the result will be in a0. */
    static Registers cpucfg(Registers registers, long index) {
        registers.call(0, 0, 0, 0);
        registers.x(OPERAND, index);
        registers.x(INSTRUCTION, CPUCFG);
        return registers;
    }

    /** Fills the registers for kvm_hypercall2; the result will be in a0. */
    static Registers hypercall2(Registers registers, long function, long first, long second) {
        registers.call(function, first, second, 0);
        registers.x(OPERAND, KVM_HCALL_SERVICE);
        registers.x(INSTRUCTION, HVCL);
        return registers;
    }

    static boolean isCpucfg(Registers registers) {
        return registers.x(INSTRUCTION) == CPUCFG;
    }

    static boolean isService(Registers registers) {
        return registers.x(INSTRUCTION) == HVCL && registers.x(OPERAND) == KVM_HCALL_SERVICE;
    }

    /** Index of a {@code cpucfg}. */
    static long index(Registers registers) {
        return registers.x(OPERAND);
    }

    static long function(Registers registers) {
        return registers.x(A0);
    }

    static long first(Registers registers) {
        return registers.x(A1);
    }

    static long second(Registers registers) {
        return registers.x(A2);
    }

    static void result(Registers registers, long value) {
        registers.x(A0, value);
    }

    static long result(Registers registers) {
        return registers.x(A0);
    }
}
