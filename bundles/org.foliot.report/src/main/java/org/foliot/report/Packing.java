package org.foliot.report;

import java.io.ByteArrayOutputStream;

/** Whole numbers as bytes that a page unpacks: seven bits per byte, the lowest first, the eighth set in all but the last. */
final class Packing {
    private Packing() {}

    /** Puts a number without a sign. */
    static void put(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Numbers as differences to the one before, with the sign in the lowest bit (zigzag). */
    static byte[] differences(long[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(values.length * 4);
        long before = 0;
        for (long value : values) {
            long difference = value - before;
            put(out, difference << 1 ^ difference >> 63);
            before = value;
        }
        return out.toByteArray();
    }
}
