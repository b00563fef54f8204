package org.foliot.spark.driver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What a driver and who has started it tell each other: frames of a kind, a length and that many bytes. First comes {@link
 * Kind#STUDY}; from then on any number of rounds, each {@link Kind#ITEM} for every run and {@link Kind#END}, answered by
 * {@link Kind#ITEM} for every run in any order and {@link Kind#END}, or by {@link Kind#FAILURE}, after which there is nothing more.
 */
public final class Frames {
    /** What is in a frame. */
    public enum Kind {
        /** The study, in whatever form the bundles understand. */
        STUDY,
        /** A run to be made, or a run that was made. */
        ITEM,
        /** All of a round. */
        END,
        /** Why there is nothing more, as text in UTF-8. */
        FAILURE
    }

    /**
     * A frame.
     *
     * @param content its own from then on
     */
    public record Frame(Kind kind, byte[] content) {}

    private static final int LONGEST = 1 << 28;

    private final DataInputStream in;
    private final DataOutputStream out;

    /** Frames from one stream and to another, which should have buffers. */
    public Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** Writes a frame, which may stay in the buffer until {@link #flush}. One thread at a time. */
    public void write(Kind kind, byte[] content) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeInt(content.length);
        out.write(content);
    }

    /** Sends what is in the buffer. */
    public void flush() throws IOException {
        out.flush();
    }

    /**
     * Reads the next frame.
     *
     * @return empty at the end of the stream
     * @throws IOException when the stream ends within a frame or holds something else
     */
    public Optional<Frame> read() throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return Optional.empty();
        }
        int length = in.readInt();
        if (kind >= Kind.values().length || length < 0 || length > LONGEST) {
            throw new IOException("no frame: kind " + kind + ", " + length + " bytes");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("a frame of " + length + " bytes ends after " + content.length);
        }
        return Optional.of(new Frame(Kind.values()[kind], content));
    }
}
