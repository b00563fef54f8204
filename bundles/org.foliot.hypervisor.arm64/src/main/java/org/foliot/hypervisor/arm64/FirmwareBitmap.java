package org.foliot.hypervisor.arm64;

import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;

/**
 * The firmware pseudo-registers by which a VMM chooses which hypervisor services the guest gets
 * (Documentation/virt/kvm/arm/fw-pseudo-registers.rst; arch/arm64/kvm/hypercalls.c, kvm_arm_set_fw_reg_bmap).
 */
final class FirmwareBitmap {
    /** KVM_REG_ARM_STD_HYP_BMAP. */
    static final long STD_HYP = 0x6030_0000_0016_0001L;

    /** KVM_REG_ARM_VENDOR_HYP_BMAP_2. */
    static final long VENDOR_HYP_2 = 0x6030_0000_0016_0003L;

    /** KVM_REG_ARM_STD_HYP_BIT_PV_TIME, the only bit there is. */
    static final long PV_TIME = 1;

    /**
     * KVM_REG_ARM_VENDOR_HYP_BIT_DISCOVER_IMPL_VER and _CPUS. Unlike other services these are off until the VMM wants them,
     * since it has to answer the calls itself.
     */
    static final long DISCOVER_IMPL = 0b11;

    private final boolean present;
    private final boolean vendorPresent;
    private long services = PV_TIME;
    private long vendorServices;

    /**
     * The registers of one VM.
     *
     * @param present whether the kernel has {@link #STD_HYP}
     * @param vendorPresent whether the kernel has {@link #VENDOR_HYP_2}
     */
    FirmwareBitmap(boolean present, boolean vendorPresent) {
        this.present = present;
        this.vendorPresent = vendorPresent;
    }

    /**
     * Writes the register.
     *
     * @param hasRun whether any vCPU has run
     * @return OK; ENOENT for an unknown register, EINVAL for an unknown bit, EBUSY for a change after the first run
     */
    int set(long register, long value, boolean hasRun) {
        long known = known(register);
        if (known == 0) {
            return Errno.ENOENT;
        } else if ((value & ~known) != 0) {
            return Errno.EINVAL;
        } else if (hasRun && value != value(register)) {
            return Errno.EBUSY;
        }
        if (register == STD_HYP) {
            services = value;
        } else {
            vendorServices = value;
        }
        return Errno.OK;
    }

    AttributeValue get(long register) {
        return known(register) == 0 ? AttributeValue.refused(Errno.ENOENT) : AttributeValue.of(value(register));
    }

    /** The bits that a register has; none if there is no such register. */
    private long known(long register) {
        if (register == STD_HYP && present) {
            return PV_TIME;
        }
        return register == VENDOR_HYP_2 && vendorPresent ? DISCOVER_IMPL : 0;
    }

    private long value(long register) {
        return register == STD_HYP ? services : vendorServices;
    }

    /** Whether the guest can ask on which implementations it may come to run: both calls, since one is of no use alone. */
    boolean discoverImplementations() {
        return vendorServices == DISCOVER_IMPL;
    }

    /** The vendor's services as they are, register or not. */
    long vendorServices() {
        return vendorServices;
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
