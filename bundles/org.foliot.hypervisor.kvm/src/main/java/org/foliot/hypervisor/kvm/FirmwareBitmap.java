package org.foliot.hypervisor.kvm;

import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;

/**
 * The firmware pseudo-register by which a VMM chooses which standard hypervisor services the guest gets
 * (Documentation/virt/kvm/arm/fw-pseudo-registers.rst; arch/arm64/kvm/hypercalls.c, kvm_arm_set_fw_reg_bmap).
 */
final class FirmwareBitmap {
    /** KVM_REG_ARM_STD_HYP_BMAP. */
    static final long STD_HYP = 0x6030_0000_0016_0001L;

    /** KVM_REG_ARM_STD_HYP_BIT_PV_TIME, the only bit there is. */
    static final long PV_TIME = 1;

    private final boolean present;
    private long services = PV_TIME;

    FirmwareBitmap(boolean present) {
        this.present = present;
    }

    /**
     * Writes the register.
     *
     * @param hasRun whether any vCPU has run
     * @return OK; ENOENT for an unknown register, EINVAL for an unknown bit, EBUSY for a change after the first run
     */
    int set(long register, long value, boolean hasRun) {
        if (!present || register != STD_HYP) {
            return Errno.ENOENT;
        } else if ((value & ~PV_TIME) != 0) {
            return Errno.EINVAL;
        } else if (hasRun && value != services) {
            return Errno.EBUSY;
        }
        services = value;
        return Errno.OK;
    }

    AttributeValue get(long register) {
        return present && register == STD_HYP ? AttributeValue.of(services) : AttributeValue.refused(Errno.ENOENT);
    }

    /** Whether the guest gets the PV-time calls. */
    boolean pvTime() {
        return (services & PV_TIME) != 0;
    }

    /** The services as they are, register or not. */
    long services() {
        return services;
    }
}
