package org.foliot.hypervisor.arm64;

import org.foliot.api.guest.PvTimeDriver;

/** Function ids and results of the SMC calling convention that stolen time needs (include/linux/arm-smccc.h). */
public final class Smccc {
    public static final int VERSION = 0x8000_0000;
    public static final int ARCH_FEATURES = 0x8000_0001;
    public static final int PV_TIME_FEATURES = 0xC500_0020;

    /** On which implementations the guest may come to run: how many (DISCOVER_IMPL_VER). */
    static final int DISCOVER_IMPL_VER = 0xC600_0040;

    /** Which they are, one by one (DISCOVER_IMPL_CPUS). */
    static final int DISCOVER_IMPL_CPUS = 0xC600_0041;

    /** Result of {@link #VERSION}: 1.1. */
    public static final long VERSION_1_1 = 0x1_0001;

    /** What KVM offers beside the standard services (ARM_SMCCC_VENDOR_HYP_KVM_FEATURES_FUNC_ID). */
    static final int VENDOR_HYP_FEATURES = 0x8600_0000;

    /** Real time and counter of the same moment (ARM_SMCCC_VENDOR_HYP_KVM_PTP_FUNC_ID). */
    static final int VENDOR_HYP_PTP = 0x8600_0001;

    /** The bit of {@link #VENDOR_HYP_PTP} among what KVM offers. */
    static final long VENDOR_HYP_PTP_BIT = 1L << 1;

    public static final long SUCCESS = 0;
    public static final long NOT_SUPPORTED = -1;
    static final long INVALID_PARAMETER = -3;

    /** Address in x1 by which a guest takes donated memory back; our choice, after SBI STA. */
    static final long WITHDRAW = -1;

    /** Address of the caller's stolen-time structure, as released. */
    public static final int PV_TIME_ST = 0xC500_0021;

    private static final int PV_TIME_ST_DRAFT = 0xC500_0022;

    private Smccc() {}

    /** Function id of PV_TIME_ST. */
    static int stolenTime(PvTimeDriver.Abi abi) {
        return abi == PvTimeDriver.Abi.DRAFT ? PV_TIME_ST_DRAFT : PV_TIME_ST;
    }

    /** The form in which a 32-bit function id stands in a register. */
    public static long register(int function) {
        return Integer.toUnsignedLong(function);
    }
}
