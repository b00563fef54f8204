package org.foliot.api.host;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.Option;
import org.foliot.api.extension.OptionSchema;

/**
 * Fields of the identification registers by which software decides what a processor can do: those of ID_AA64* that Linux shows
 * as hwcaps or decides upon itself (Documentation/arch/arm64/cpu-feature-registers.rst), and those of CTR_EL0. The defaults are
 * a Neoverse N1's.
 *
 * @param atomic large system extensions
 * @param rndr random numbers
 * @param dp dot products
 * @param sve scalable vectors
 * @param sveVersion version of scalable vectors
 * @param i8mm matrix products of bytes
 * @param bf16 BFloat16
 * @param dpb cleaning to the point of persistence
 * @param lrcpc release-consistent loads
 * @param pan privileged access never
 * @param ecv counter virtualization
 * @param bti branch targets
 * @param mte memory tagging
 * @param dic whether instruction caches need no invalidation
 * @param idc whether data caches need no cleaning
 * @param dminline smallest line of a data cache
 * @param iminline smallest line of an instruction cache
 * @param l1ip how first-level instruction caches are indexed
 */
public record ProcessorFeatures(
        @Option(
                doc = "ID_AA64ISAR0_EL1.Atomic: 2 is LSE (hwcap atomics), 3 LSE128.",
                value = "2",
                min = "0",
                max = "15")
        int atomic,

        @Option(
                doc = "ID_AA64ISAR0_EL1.RNDR: 1 is the RNDR instruction (hwcap rng).",
                value = "0",
                min = "0",
                max = "15")
        int rndr,

        @Option(doc = "ID_AA64ISAR0_EL1.DP: 1 is dot products (hwcap asimddp).", value = "1", min = "0", max = "15")
        int dp,

        @Option(doc = "ID_AA64PFR0_EL1.SVE: 1 is SVE (hwcap sve).", value = "0", min = "0", max = "15")
        int sve,

        @Option(
                doc = "ID_AA64ZFR0_EL1.SVEver: 1 is SVE2, 2 SVE2.1 (hwcaps sve2, sve2p1); 0 without SVE.",
                value = "0",
                min = "0",
                max = "15")
        int sveVersion,

        @Option(
                doc = "ID_AA64ISAR1_EL1.I8MM: 1 is byte matrix products (hwcap i8mm).",
                value = "0",
                min = "0",
                max = "15")
        int i8mm,

        @Option(doc = "ID_AA64ISAR1_EL1.BF16: 1 is BFloat16 (hwcap bf16).", value = "0", min = "0", max = "15")
        int bf16,

        @Option(
                doc = "ID_AA64ISAR1_EL1.DPB: 1 is DC CVAP, 2 DC CVADP as well (hwcaps dcpop, dcpodp).",
                value = "1",
                min = "0",
                max = "15")
        int dpb,

        @Option(
                doc = "ID_AA64ISAR1_EL1.LRCPC: 1 to 3 (hwcaps lrcpc, ilrcpc, lrcpc3).",
                value = "1",
                min = "0",
                max = "15")
        int lrcpc,

        @Option(doc = "ID_AA64MMFR1_EL1.PAN: 1 to 3; no hwcap, the kernel uses it.", value = "2", min = "0", max = "15")
        int pan,

        @Option(
                doc =
                        "ID_AA64MMFR0_EL1.ECV: 1 is self-synchronised views of the counter (hwcap ecv), 2 CNTPOFF as well.",
                value = "0",
                min = "0",
                max = "15")
        int ecv,

        @Option(
                doc = "ID_AA64PFR1_EL1.BT: 1 is branch target identification (hwcap bti).",
                value = "0",
                min = "0",
                max = "15")
        int bti,

        @Option(
                doc = "ID_AA64PFR1_EL1.MTE: 2 and 3 are memory tagging (hwcaps mte, mte3).",
                value = "0",
                min = "0",
                max = "15")
        int mte,

        @Option(
                doc = "CTR_EL0.DIC: 1 says that instruction caches need no invalidation for coherence.",
                value = "1",
                min = "0",
                max = "1")
        int dic,

        @Option(
                doc = "CTR_EL0.IDC: 1 says that data caches need no cleaning for coherence with instructions.",
                value = "1",
                min = "0",
                max = "1")
        int idc,

        @Option(
                doc = "CTR_EL0.DminLine: words of the smallest data cache line, as a power of two; 4 is 64 bytes.",
                value = "4",
                min = "0",
                max = "15")
        int dminline,

        @Option(
                doc = "CTR_EL0.IminLine: words of the smallest instruction cache line, as a power of two.",
                value = "4",
                min = "0",
                max = "15")
        int iminline,

        @Option(
                doc = "CTR_EL0.L1Ip: 2 is VIPT, 3 PIPT. It cannot be lowered: two hosts have the same or not.",
                value = "3",
                min = "0",
                max = "3")
        int l1ip) {

    /** A Neoverse N1, whose instruction caches are coherent as in most servers; a choice. */
    public static final ProcessorFeatures DEFAULT =
            OptionSchema.of(ProcessorFeatures.class).instantiate(Map.of(), KernelRelease.DEFAULT);

    private static final int LARGEST = 15;

    /** One field of one register. */
    public enum Field {
        ATOMIC("ID_AA64ISAR0_EL1.Atomic", ProcessorFeatures::atomic),
        RNDR("ID_AA64ISAR0_EL1.RNDR", ProcessorFeatures::rndr),
        DP("ID_AA64ISAR0_EL1.DP", ProcessorFeatures::dp),
        SVE("ID_AA64PFR0_EL1.SVE", ProcessorFeatures::sve),
        SVE_VERSION("ID_AA64ZFR0_EL1.SVEver", ProcessorFeatures::sveVersion),
        I8MM("ID_AA64ISAR1_EL1.I8MM", ProcessorFeatures::i8mm),
        BF16("ID_AA64ISAR1_EL1.BF16", ProcessorFeatures::bf16),
        DPB("ID_AA64ISAR1_EL1.DPB", ProcessorFeatures::dpb),
        LRCPC("ID_AA64ISAR1_EL1.LRCPC", ProcessorFeatures::lrcpc),
        PAN("ID_AA64MMFR1_EL1.PAN", ProcessorFeatures::pan),
        ECV("ID_AA64MMFR0_EL1.ECV", ProcessorFeatures::ecv),
        BTI("ID_AA64PFR1_EL1.BT", ProcessorFeatures::bti),
        MTE("ID_AA64PFR1_EL1.MTE", ProcessorFeatures::mte),
        DIC("CTR_EL0.DIC", ProcessorFeatures::dic),
        IDC("CTR_EL0.IDC", ProcessorFeatures::idc),
        DMINLINE("CTR_EL0.DminLine", ProcessorFeatures::dminline),
        IMINLINE("CTR_EL0.IminLine", ProcessorFeatures::iminline),
        L1IP("CTR_EL0.L1Ip", ProcessorFeatures::l1ip);

        private final String register;
        private final ToIntFunction<ProcessorFeatures> value;

        Field(String register, ToIntFunction<ProcessorFeatures> value) {
            this.register = register;
            this.value = value;
        }

        /** Register and field as the architecture names them, for example {@code CTR_EL0.DIC}. */
        public String register() {
            return register;
        }

        /** The name that a scenario writes, for example {@code dic}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is one of CTR_EL0, which a kernel treats apart from the feature registers. */
        public boolean isOfCtr() {
            return register.startsWith("CTR_EL0");
        }

        /**
         * Whether a lower value promises less, so that software that was shown it is right on every processor that has more
         * (FTR_LOWER_SAFE in arch/arm64/kernel/cpufeature.c). All but L1Ip, which is compared exactly.
         */
        public boolean isLowerSafe() {
            return this != L1IP;
        }

        /** The field of a name that a scenario writes. */
        public static Field of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** All fields in the order of the record. */
        public static List<Field> all() {
            return Collections.unmodifiableList(Arrays.asList(values()));
        }
    }

    /** Value of a field, 0 to 15. */
    public int get(Field field) {
        return field.value.applyAsInt(this);
    }

    /**
     * The same but for some fields.
     *
     * @throws IllegalArgumentException for a value that no field of four bits has
     */
    public ProcessorFeatures with(Map<Field, Integer> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        changes.forEach((field, value) -> {
            if (value < 0 || value > LARGEST) {
                throw new IllegalArgumentException(field.register() + " cannot be " + value);
            }
        });
        return of(field -> changes.getOrDefault(field, get(field)));
    }

    private static ProcessorFeatures of(ToIntFunction<Field> value) {
        return new ProcessorFeatures(
                value.applyAsInt(Field.ATOMIC),
                value.applyAsInt(Field.RNDR),
                value.applyAsInt(Field.DP),
                value.applyAsInt(Field.SVE),
                value.applyAsInt(Field.SVE_VERSION),
                value.applyAsInt(Field.I8MM),
                value.applyAsInt(Field.BF16),
                value.applyAsInt(Field.DPB),
                value.applyAsInt(Field.LRCPC),
                value.applyAsInt(Field.PAN),
                value.applyAsInt(Field.ECV),
                value.applyAsInt(Field.BTI),
                value.applyAsInt(Field.MTE),
                value.applyAsInt(Field.DIC),
                value.applyAsInt(Field.IDC),
                value.applyAsInt(Field.DMINLINE),
                value.applyAsInt(Field.IMINLINE),
                value.applyAsInt(Field.L1IP));
    }

    /**
     * What both have: in every field that is lower-safe the lower value, in the others this one's. A kernel shows its guests
     * this of all processors of the host (arch/arm64/kernel/cpufeature.c, sanitised registers).
     */
    public ProcessorFeatures common(ProcessorFeatures other) {
        if (equals(other)) {
            return this;
        }
        return of(field -> field.isLowerSafe() ? Math.min(get(field), other.get(field)) : get(field));
    }
}
