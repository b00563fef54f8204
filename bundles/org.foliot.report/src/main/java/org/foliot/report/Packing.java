package org.foliot.report;

import java.io.ByteArrayOutputStream;

/** Whole numbers as bytes that a page unpacks: seven bits per byte, the lowest first, the eighth set in all but the last. */
final class Packing {
    private Packing() {}

    /** Puts a number that is not below 0. */
    static void put(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
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
            long zigzag = difference << 1 ^ difference >> 63;
            // The highest bit is no sign here: put as unsigned.
            while (zigzag < 0 || zigzag >= 0x80) {
                out.write((int) (zigzag & 0x7f | 0x80));
                zigzag >>>= 7;
            }
            out.write((int) zigzag);
            before = value;
        }
        return out.toByteArray();
    }
}
