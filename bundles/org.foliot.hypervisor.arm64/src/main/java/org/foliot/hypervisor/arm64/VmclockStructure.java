package org.foliot.hypervisor.arm64;

/** Layout of struct vmclock_abi (include/uapi/linux/vmclock-abi.h of linux-6.13), little-endian. */
final class VmclockStructure {
    static final int MAGIC_VALUE = 0x4b4c_4356;
    static final int SIZE = 0x70;
    static final int VERSION = 1;
    static final int COUNTER_ARM_VIRTUAL = 0;
    static final int COUNTER_INVALID = 0xff;
    static final int TIME_MONOTONIC = 2;
    static final int STATUS_SYNCHRONIZED = 2;

    static final int MAGIC = 0;
    static final int LENGTH = 4;
    /** Version in two bytes, kind of counter and kind of time in one each. */
    static final int KINDS = 8;

    static final int SEQUENCE = 12;
    static final int DISRUPTION_MARKER = 16;
    /** Two bytes of padding, status, and smearing in one each; offset of TAI in two, leap indicator and shift in one each. */
    static final int STATUS = 32;

    static final int COUNTER_VALUE = 40;
    static final int PERIOD = 48;
    static final int SECONDS = 72;
    static final int FRACTION = 80;

    private static final int COUNTER_BYTE = 16;
    private static final int TIME_BYTE = 24;
    private static final int STATUS_BYTE = 16;
    private static final int SHIFT_BYTE = 56;

    private VmclockStructure() {}

    /** The word at {@link #KINDS}. */
    static int kinds(int counter) {
        return VERSION | (counter << COUNTER_BYTE) | (TIME_MONOTONIC << TIME_BYTE);
    }

    /** Which counter a word at {@link #KINDS} names. */
    static int counter(int kinds) {
        return (kinds >>> COUNTER_BYTE) & 0xff;
    }

    /** The version in a word at {@link #KINDS}. */
    static int version(int kinds) {
        return kinds & 0xffff;
    }

    /** The eight bytes at {@link #STATUS}. */
    static long status(int status, int periodShift) {
        return ((long) status << STATUS_BYTE) | ((long) periodShift << SHIFT_BYTE);
    }

    /** The shift of the period in the eight bytes at {@link #STATUS}. */
    static int periodShift(long word) {
        return (int) (word >>> SHIFT_BYTE);
    }
}
