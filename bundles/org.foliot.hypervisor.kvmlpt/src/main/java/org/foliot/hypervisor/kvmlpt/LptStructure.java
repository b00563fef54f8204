package org.foliot.hypervisor.kvmlpt;

/** Layout of the structure of Live Physical Time, one per VM (kvmarm/7630a92d), little-endian. */
final class LptStructure {
    /** Bytes that it takes. */
    static final int SIZE = 48;

    /** Its alignment in bytes. */
    static final int ALIGNMENT = 64;

    /** Offset of the revision, 32 bits; 0. */
    static final int REVISION = 0;

    /** Offset of the attributes, 32 bits; 0 in the series. */
    static final int ATTRIBUTES = 4;

    /** Offset of the sequence number, 64 bits. */
    static final int SEQUENCE = 8;

    /** Offset of the frequency of the host's counter, 32 bits. */
    static final int NATIVE_FREQUENCY = 16;

    /** Offset of the frequency that the guest believes in, 32 bits. */
    static final int PV_FREQUENCY = 20;

    /** Offset of the multiplier from the host's counter to the guest's, 64 bits. */
    static final int SCALE_MULT = 24;

    /** Offset of the multiplier back, 64 bits. */
    static final int RSCALE_MULT = 32;

    /** Offset of the number of fraction bits of the first, 32 bits. */
    static final int FRACBITS = 40;

    /** Offset of the number of fraction bits of the second, 32 bits. */
    static final int RFRACBITS = 44;

    /** How much one update adds to the sequence number, whose bit 0 is reserved. */
    static final long SEQUENCE_STEP = 2;

    /** Attribute by which a guest knows that deadlines are to be rounded up; ours, for the repair. */
    static final int ROUND_UP = 1;

    /** PV_TIME_LPT: address of the structure. In the draft of 2018 it had the id of stolen time. */
    static final int PV_TIME_LPT = 0xC500_0022;

    private LptStructure() {}
}
