package org.foliot.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * One stream of a CTF 1.8 trace: the events of one processor, in packets of at most 16 KiB, each with how many bytes and what
 * time it spans. What is in a packet header, a packet context and an event header, {@link CtfMetadata} says to readers.
 */
final class CtfPacket {
    /** CTF 1.8.3, section 5.1. */
    private static final int MAGIC = 0xC1FC1FC1;

    private static final int STREAM = 0;
    private static final int CAPACITY = 1 << 14;
    private static final int TIMESTAMP_BEGIN = 24;
    private static final int EVENTS = TIMESTAMP_BEGIN + 5 * Long.BYTES + Long.BYTES + Integer.BYTES;

    private final OutputStream out;
    private final UUID trace;
    private final int cpu;
    private ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    private long first;
    private long last;
    private long number;

    /**
     * A stream.
     *
     * @param trace what the packets belong to
     * @param cpu the processor
     */
    CtfPacket(OutputStream out, UUID trace, int cpu) {
        this.out = out;
        this.trace = trace;
        this.cpu = cpu;
        bytes.position(EVENTS);
    }

    /**
     * Begins an event, whose fields go into the buffer that is returned.
     *
     * @param id of the event, as the metadata declares it
     * @param instant nanoseconds
     * @param size an upper bound of the size of its fields, in bytes
     */
    ByteBuffer event(int id, long instant, int size) throws IOException {
        int whole = Short.BYTES + Long.BYTES + size;
        if (bytes.position() + whole > bytes.capacity() && bytes.position() > EVENTS) {
            flush();
        }
        if (bytes.position() + whole > bytes.capacity()) {
            ByteBuffer larger = ByteBuffer.allocate(bytes.position() + whole).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        if (bytes.position() == EVENTS) {
            first = instant;
        }
        last = instant;
        return bytes.putShort((short) id).putLong(instant);
    }

    private void flush() throws IOException {
        int size = bytes.position();
        bytes.position(0);
        bytes.putInt(MAGIC);
        ByteBuffer bigEndian = ByteBuffer.allocate(2 * Long.BYTES);
        bigEndian.putLong(trace.getMostSignificantBits()).putLong(trace.getLeastSignificantBits());
        bytes.put(bigEndian.array());
        bytes.putInt(STREAM);
        long bits = (long) size * Byte.SIZE;
        bytes.putLong(first).putLong(last).putLong(bits).putLong(bits).putLong(number++);
        bytes.putLong(0).putInt(cpu);
        out.write(bytes.array(), 0, size);
        bytes.clear().position(EVENTS);
    }

    /** Writes the last packet, if there is anything in it, and closes the stream. */
    void finish() throws IOException {
        if (bytes.position() > EVENTS) {
            flush();
        }
        out.close();
    }
}
