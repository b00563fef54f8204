package org.foliot.hypervisor.hyperv;

/** Layout of {@code struct ms_hyperv_tsc_page} (include/asm-generic/hyperv-tlfs.h), little-endian. */
final class ReferencePage {
    /** Bytes that mean something. */
    static final int SIZE = 24;

    /** Bytes of the whole page. */
    static final int PAGE = 4096;

    /** Offset of the sequence, 32 bits; 0 while the page means nothing. */
    static final int SEQUENCE = 0;

    /** Offset of the scale, an unsigned fraction of 64 bits. */
    static final int SCALE = 8;

    /** Offset of the offset, signed, in units of 100 ns. */
    static final int OFFSET = 16;

    /** The sequence that sends a reader to the hypercall. */
    static final int INVALID = 0;

    private ReferencePage() {}

    /** The sequence after another: neither {@link #INVALID} nor all ones, which older documents have for it. */
    static int next(int sequence) {
        int next = sequence + 1;
        return next == -1 || next == INVALID ? 1 : next;
    }
}
