package org.foliot.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One protobuf message while it is put together: fields with varints, texts, eight bytes, and messages in it
 * (protobuf.dev/programming-guides/encoding). It is emptied and used again, so nothing is allocated per message.
 */
final class ProtoBuffer {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private byte[] bytes = new byte[256];
    private int length;

    /** Empties it. */
    ProtoBuffer clear() {
        length = 0;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    /** An unsigned, signed or enumerated number. */
    ProtoBuffer number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A number in eight bytes. */
    ProtoBuffer fixed64(int field, long value) {
        tag(field, FIXED64);
        room(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[length++] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    /** A text in UTF-8. */
    ProtoBuffer text(int field, String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        tag(field, BYTES);
        append(encoded, encoded.length);
        return this;
    }

    /** A message. */
    ProtoBuffer message(int field, ProtoBuffer message) {
        tag(field, BYTES);
        append(message.bytes, message.length);
        return this;
    }

    private void append(byte[] from, int count) {
        varint(count);
        room(count);
        System.arraycopy(from, 0, bytes, length, count);
        length += count;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
