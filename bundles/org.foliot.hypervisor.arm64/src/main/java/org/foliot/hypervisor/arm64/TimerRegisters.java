package org.foliot.hypervisor.arm64;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;

/**
 * The registers of the generic timer as a VMM reads and writes them (KVM_GET_ONE_REG, KVM_SET_ONE_REG; arch/arm64/kvm/arch_timer.c,
 * kvm_arm_timer_get_reg and kvm_arm_timer_set_reg).
 *
 * <p>The virtual timer's counter and compare value have each other's encoding, which was a mistake and is interface for ever
 * (arch/arm64/include/uapi/asm/kvm.h).
 */
final class TimerRegisters {
    /** Everything but op0 to op2: KVM_REG_ARM64, KVM_REG_SIZE_U64, KVM_REG_ARM64_SYSREG. */
    private static final long SYSTEM_REGISTER = 0x6030_0000_0013_0000L;

    /** KVM_REG_ARM_PTIMER_CTL: CNTP_CTL_EL0. */
    static final long PTIMER_CTL = system(3, 3, 14, 2, 1);

    /** KVM_REG_ARM_PTIMER_CVAL: CNTP_CVAL_EL0. */
    static final long PTIMER_CVAL = system(3, 3, 14, 2, 2);

    /** KVM_REG_ARM_PTIMER_CNT: CNTPCT_EL0. */
    static final long PTIMER_CNT = system(3, 3, 14, 0, 1);

    /** KVM_REG_ARM_TIMER_CTL: CNTV_CTL_EL0. */
    static final long TIMER_CTL = system(3, 3, 14, 3, 1);

    /** KVM_REG_ARM_TIMER_CNT: CNTVCT_EL0, with the encoding of CNTV_CVAL_EL0. */
    static final long TIMER_CNT = system(3, 3, 14, 3, 2);

    /** KVM_REG_ARM_TIMER_CVAL: CNTV_CVAL_EL0, with the encoding of CNTVCT_EL0. */
    static final long TIMER_CVAL = system(3, 3, 14, 0, 2);

    /** CNTV_CTL_EL0.ENABLE and ISTATUS. */
    static final long ENABLE = 1;

    static final long MASKED = 2;
    static final long STATUS = 4;

    private final Counters counters;
    private final boolean physicalCounterWritable;
    private long[] virtualControl = {};
    private long[] virtualCompare = {};
    private long[] physicalControl = {};
    private long[] physicalCompare = {};

    /**
     * The registers of one VM.
     *
     * @param physicalCounterWritable whether the physical counter can have an offset
     */
    TimerRegisters(Counters counters, boolean physicalCounterWritable) {
        this.counters = counters;
        this.physicalCounterWritable = physicalCounterWritable;
    }

    /** ARM64_SYS_REG. */
    private static long system(int op0, int op1, int crn, int crm, int op2) {
        return SYSTEM_REGISTER | (long) op0 << 14 | (long) op1 << 11 | (long) crn << 7 | (long) crm << 3 | op2;
    }

    /** Whether a register is one of these. */
    static boolean has(long register) {
        return register == PTIMER_CTL
                || register == PTIMER_CVAL
                || register == PTIMER_CNT
                || register == TIMER_CTL
                || register == TIMER_CVAL
                || register == TIMER_CNT;
    }

    /** Makes room for a vCPU. */
    private void grow(int vcpu) {
        if (vcpu >= virtualControl.length) {
            virtualControl = Arrays.copyOf(virtualControl, vcpu + 1);
            virtualCompare = Arrays.copyOf(virtualCompare, vcpu + 1);
            physicalControl = Arrays.copyOf(physicalControl, vcpu + 1);
            physicalCompare = Arrays.copyOf(physicalCompare, vcpu + 1);
        }
    }

    /**
     * Writes a register. The counters are the VM's, whichever vCPU is named; once the VM has one offset for all, a write of theirs
     * is accepted and ignored.
     *
     * @return OK; ENOENT for a register that is none of these, or for the physical counter before it could have an offset
     */
    int set(int vcpu, long register, long value) {
        if (!has(register) || (register == PTIMER_CNT && !physicalCounterWritable)) {
            return Errno.ENOENT;
        }
        grow(vcpu);
        if (register == TIMER_CNT) {
            counters.show(value);
        } else if (register == PTIMER_CNT) {
            counters.showPhysical(value);
        } else if (register == TIMER_CVAL) {
            virtualCompare[vcpu] = value;
        } else if (register == PTIMER_CVAL) {
            physicalCompare[vcpu] = value;
        } else if (register == TIMER_CTL) {
            virtualControl[vcpu] = value & ~STATUS;
        } else {
            physicalControl[vcpu] = value & ~STATUS;
        }
        return Errno.OK;
    }

    /** Reads a register at an instant; ISTATUS is what the timer then is. */
    AttributeValue get(int vcpu, long register, long now) {
        if (!has(register)) {
            return AttributeValue.refused(Errno.ENOENT);
        }
        grow(vcpu);
        if (register == TIMER_CNT) {
            return AttributeValue.of(counters.virtualCounter(vcpu, now));
        } else if (register == PTIMER_CNT) {
            return AttributeValue.of(counters.physicalCounter(vcpu, now));
        } else if (register == TIMER_CVAL) {
            return AttributeValue.of(virtualCompare[vcpu]);
        } else if (register == PTIMER_CVAL) {
            return AttributeValue.of(physicalCompare[vcpu]);
        } else if (register == TIMER_CTL) {
            return AttributeValue.of(
                    withStatus(virtualControl[vcpu], virtualCompare[vcpu], counters.virtualCounter(vcpu, now)));
        }
        return AttributeValue.of(
                withStatus(physicalControl[vcpu], physicalCompare[vcpu], counters.physicalCounter(vcpu, now)));
    }

    private static long withStatus(long control, long compare, long count) {
        boolean met = (control & ENABLE) != 0 && Long.compareUnsigned(compare, count) <= 0;
        return met ? control | STATUS : control;
    }

    /** Guest code programs the virtual timer of a vCPU and enables it. */
    void arm(int vcpu, long compareValue) {
        grow(vcpu);
        virtualCompare[vcpu] = compareValue;
        virtualControl[vcpu] = ENABLE;
    }

    /** Whether the virtual timer of a vCPU can interrupt. */
    boolean isArmed(int vcpu) {
        return vcpu < virtualControl.length && (virtualControl[vcpu] & (ENABLE | MASKED)) == ENABLE;
    }

    /** CNTV_CVAL_EL0 of a vCPU. */
    long compareValue(int vcpu) {
        return vcpu < virtualCompare.length ? virtualCompare[vcpu] : 0;
    }

    /** Rewrites the compare value of every virtual timer that can interrupt. */
    void rewrite(LongUnaryOperator compareValues) {
        for (int vcpu = 0; vcpu < virtualCompare.length; vcpu++) {
            if (isArmed(vcpu)) {
                virtualCompare[vcpu] = compareValues.applyAsLong(virtualCompare[vcpu]);
            }
        }
    }

    /** Control and compare value of the virtual timers, vCPU by vCPU. */
    long[] save(int vcpus) {
        long[] values = new long[2 * vcpus];
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            grow(vcpu);
            values[2 * vcpu] = virtualControl[vcpu];
            values[2 * vcpu + 1] = virtualCompare[vcpu];
        }
        return values;
    }

    /** What {@link #save} gave. */
    void restore(long[] values) {
        for (int vcpu = 0; vcpu < values.length / 2; vcpu++) {
            grow(vcpu);
            virtualControl[vcpu] = values[2 * vcpu];
            virtualCompare[vcpu] = values[2 * vcpu + 1];
        }
    }
}
