package org.foliot.api.host;

/**
 * Which processor it is: the registers that name implementer, part and revision.
 *
 * @param midr MIDR_EL1, of which the upper half is zero
 * @param revidr REVIDR_EL1
 * @param aidr AIDR_EL1
 */
public record Implementation(long midr, long revidr, long aidr) {
    /** Implementer, architecture and part number: what a revision is a revision of (MIDR_CPU_MODEL_MASK). */
    private static final long MODEL = 0xff0f_fff0L;

    /** Variant and revision, by which errata are bounded. */
    private static final long REVISION = 0x00f0_000fL;

    /** Whether two values of MIDR_EL1 are of one model. */
    public static boolean isSameModel(long one, long other) {
        return (one & MODEL) == (other & MODEL);
    }

    /**
     * Whether a value of MIDR_EL1 lies between two of the same model, as the kernel bounds errata
     * (arch/arm64/include/asm/cputype.h, midr_is_cpu_model_range).
     */
    public static boolean isInRange(long midr, long first, long last) {
        long revision = midr & REVISION;
        return isSameModel(midr, first) && revision >= (first & REVISION) && revision <= (last & REVISION);
    }
}
